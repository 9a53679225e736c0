CREATE TABLE `course_offers` (
	`course_slug` text PRIMARY KEY NOT NULL,
	`course_version_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "course_offers_course_version_id_id" CHECK(length("course_version_id") BETWEEN 1 AND 64),
	CONSTRAINT "course_offers_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `course_offers_by_version` ON `course_offers` (`course_version_id`);--> statement-breakpoint
CREATE TABLE `media` (
	`hash` text PRIMARY KEY NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`width` integer,
	`height` integer,
	`seconds` integer,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	`bytes` blob NOT NULL,
	CONSTRAINT "media_media_type_one_of" CHECK("media_type" IN ('image/jpeg', 'image/png', 'image/webp', 'audio/mp4', 'audio/mpeg', 'audio/ogg', 'video/mp4', 'application/pdf')),
	CONSTRAINT "media_size_number" CHECK(typeof("size") IN ('integer', 'null')),
	CONSTRAINT "media_width_number" CHECK(typeof("width") IN ('integer', 'null')),
	CONSTRAINT "media_height_number" CHECK(typeof("height") IN ('integer', 'null')),
	CONSTRAINT "media_seconds_number" CHECK(typeof("seconds") IN ('integer', 'null')),
	CONSTRAINT "media_added_at_number" CHECK(typeof("added_at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `media_variants` (
	`hash` text NOT NULL,
	`format` text NOT NULL,
	`width` integer NOT NULL,
	`pipeline` text NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`hash`, `format`, `width`, `pipeline`),
	FOREIGN KEY (`hash`) REFERENCES `media`(`hash`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "media_variants_format_one_of" CHECK("format" IN ('avif', 'webp', 'jpeg')),
	CONSTRAINT "media_variants_width_number" CHECK(typeof("width") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `camera_links` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`version_id` text NOT NULL,
	`account_id` text NOT NULL,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	`received` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `studio_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "camera_links_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "camera_links_version_id_id" CHECK(length("version_id") BETWEEN 1 AND 64),
	CONSTRAINT "camera_links_account_id_id" CHECK(length("account_id") BETWEEN 1 AND 64),
	CONSTRAINT "camera_links_at_number" CHECK(typeof("at") IN ('integer', 'null')),
	CONSTRAINT "camera_links_expires_at_number" CHECK(typeof("expires_at") IN ('integer', 'null')),
	CONSTRAINT "camera_links_ended_at_number" CHECK(typeof("ended_at") IN ('integer', 'null')),
	CONSTRAINT "camera_links_received_number" CHECK(typeof("received") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `camera_links_by_token` ON `camera_links` (`token_hash`);--> statement-breakpoint
CREATE INDEX `camera_links_of_version` ON `camera_links` (`version_id`);--> statement-breakpoint
CREATE INDEX `camera_links_by_account` ON `camera_links` (`account_id`);--> statement-breakpoint
CREATE TABLE `course_authors` (
	`course_id` text NOT NULL,
	`account_id` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`course_id`, `account_id`),
	FOREIGN KEY (`course_id`) REFERENCES `studio_courses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "course_authors_course_id_id" CHECK(length("course_id") BETWEEN 1 AND 64),
	CONSTRAINT "course_authors_account_id_id" CHECK(length("account_id") BETWEEN 1 AND 64),
	CONSTRAINT "course_authors_at_number" CHECK(typeof("at") IN ('integer', 'null')),
	CONSTRAINT "course_authors_ended_at_number" CHECK(typeof("ended_at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `course_authors_by_account` ON `course_authors` (`account_id`);--> statement-breakpoint
CREATE TABLE `course_documents` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`file_name` text NOT NULL,
	`lessons` text NOT NULL,
	`left_over` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `studio_versions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "course_documents_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "course_documents_version_id_id" CHECK(length("version_id") BETWEEN 1 AND 64),
	CONSTRAINT "course_documents_file_name_line" CHECK(length("file_name") <= 400),
	CONSTRAINT "course_documents_lessons_json" CHECK(json_valid("lessons")),
	CONSTRAINT "course_documents_left_over_json" CHECK(json_valid("left_over")),
	CONSTRAINT "course_documents_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `course_documents_of_version` ON `course_documents` (`version_id`);--> statement-breakpoint
CREATE TABLE `course_remarks` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`name` text NOT NULL,
	`revision` integer NOT NULL,
	`block` integer NOT NULL,
	`says` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`done_by` text,
	`done_at` integer,
	FOREIGN KEY (`version_id`) REFERENCES `studio_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revision`) REFERENCES `file_revisions`(`sequence`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "course_remarks_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "course_remarks_version_id_id" CHECK(length("version_id") BETWEEN 1 AND 64),
	CONSTRAINT "course_remarks_name_line" CHECK(length("name") <= 400),
	CONSTRAINT "course_remarks_revision_number" CHECK(typeof("revision") IN ('integer', 'null')),
	CONSTRAINT "course_remarks_block_number" CHECK(typeof("block") IN ('integer', 'null')),
	CONSTRAINT "course_remarks_says_words" CHECK(length("says") <= 20000),
	CONSTRAINT "course_remarks_at_number" CHECK(typeof("at") IN ('integer', 'null')),
	CONSTRAINT "course_remarks_done_at_number" CHECK(typeof("done_at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `course_remarks_of_version` ON `course_remarks` (`version_id`,`name`);--> statement-breakpoint
CREATE INDEX `course_remarks_by_revision` ON `course_remarks` (`revision`);--> statement-breakpoint
CREATE TABLE `file_revisions` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`content` text,
	`media_hash` text,
	`based_on` integer,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `studio_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`based_on`) REFERENCES `file_revisions`(`sequence`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "file_revisions_sequence_number" CHECK(typeof("sequence") IN ('integer', 'null')),
	CONSTRAINT "file_revisions_version_id_id" CHECK(length("version_id") BETWEEN 1 AND 64),
	CONSTRAINT "file_revisions_name_line" CHECK(length("name") <= 400),
	CONSTRAINT "file_revisions_kind_one_of" CHECK("kind" IN ('begun', 'saved', 'merged', 'broughtBack', 'renamed', 'deleted', 'setAside')),
	CONSTRAINT "file_revisions_based_on_number" CHECK(typeof("based_on") IN ('integer', 'null')),
	CONSTRAINT "file_revisions_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `file_revisions_of_file` ON `file_revisions` (`version_id`,`name`,`sequence`);--> statement-breakpoint
CREATE INDEX `file_revisions_by_base` ON `file_revisions` (`based_on`);--> statement-breakpoint
CREATE INDEX `file_revisions_by_media` ON `file_revisions` (`media_hash`) WHERE "file_revisions"."media_hash" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `remark_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`remark_id` text NOT NULL,
	`says` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`remark_id`) REFERENCES `course_remarks`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "remark_answers_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "remark_answers_remark_id_id" CHECK(length("remark_id") BETWEEN 1 AND 64),
	CONSTRAINT "remark_answers_says_words" CHECK(length("says") <= 20000),
	CONSTRAINT "remark_answers_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `remark_answers_of_remark` ON `remark_answers` (`remark_id`);--> statement-breakpoint
CREATE TABLE `studio_courses` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`tier` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	CONSTRAINT "studio_courses_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "studio_courses_tier_one_of" CHECK("tier" IN ('leadership', 'township', 'entrepreneur')),
	CONSTRAINT "studio_courses_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `studio_courses_by_slug` ON `studio_courses` (`slug`);--> statement-breakpoint
CREATE TABLE `studio_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`origin` text NOT NULL,
	`based_on_id` text,
	`files_hash` text,
	`course_version_id` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `studio_courses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`based_on_id`) REFERENCES `studio_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "studio_versions_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "studio_versions_course_id_id" CHECK(length("course_id") BETWEEN 1 AND 64),
	CONSTRAINT "studio_versions_ordinal_number" CHECK(typeof("ordinal") IN ('integer', 'null')),
	CONSTRAINT "studio_versions_origin_one_of" CHECK("origin" IN ('shipped', 'written', 'copied', 'imported')),
	CONSTRAINT "studio_versions_based_on_id_id" CHECK(length("based_on_id") BETWEEN 1 AND 64),
	CONSTRAINT "studio_versions_course_version_id_id" CHECK(length("course_version_id") BETWEEN 1 AND 64),
	CONSTRAINT "studio_versions_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `studio_versions_in_order` ON `studio_versions` (`course_id`,`ordinal`);--> statement-breakpoint
CREATE INDEX `studio_versions_by_published` ON `studio_versions` (`course_version_id`);--> statement-breakpoint
CREATE INDEX `studio_versions_by_base` ON `studio_versions` (`based_on_id`);--> statement-breakpoint
CREATE INDEX `audit_subjects_class_itself` ON `audit_subjects` (`kind`,`subject_id`,`at`,`sequence`,`place`) WHERE "audit_subjects"."kind" = 'cohort' and "audit_subjects"."place" is not null;