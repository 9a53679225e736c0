CREATE TABLE `attachment_readers` (
	`attachment_id` text NOT NULL,
	`person_id` text NOT NULL,
	PRIMARY KEY(`attachment_id`, `person_id`),
	FOREIGN KEY (`attachment_id`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attachment_readers_attachment_id_id" CHECK(length("attachment_id") BETWEEN 1 AND 64),
	CONSTRAINT "attachment_readers_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64)
);
--> statement-breakpoint
CREATE INDEX `attachment_readers_of_person` ON `attachment_readers` (`person_id`);--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`person_id` text,
	`is_open` integer DEFAULT false NOT NULL,
	`is_taken_back` integer DEFAULT false NOT NULL,
	`media_type` text NOT NULL,
	`hash` text NOT NULL,
	`size` integer NOT NULL,
	`seconds` integer,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`bytes` blob NOT NULL,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attachments_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "attachments_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "attachments_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "attachments_is_open_yes_or_no" CHECK("is_open" IN (0, 1)),
	CONSTRAINT "attachments_is_taken_back_yes_or_no" CHECK("is_taken_back" IN (0, 1)),
	CONSTRAINT "attachments_media_type_one_of" CHECK("media_type" IN ('image/jpeg', 'audio/mp4', 'audio/mpeg', 'audio/ogg')),
	CONSTRAINT "attachments_size_number" CHECK(typeof("size") IN ('integer', 'null')),
	CONSTRAINT "attachments_seconds_number" CHECK(typeof("seconds") IN ('integer', 'null')),
	CONSTRAINT "attachments_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `attachments_of_day` ON `attachments` (`by`,`at`);--> statement-breakpoint
CREATE INDEX `attachments_of_person` ON `attachments` (`person_id`);--> statement-breakpoint
CREATE TABLE `exam_parts` (
	`exam_id` text NOT NULL,
	`lesson` text NOT NULL,
	`difficulty` integer NOT NULL,
	`single` integer NOT NULL,
	`multiple` integer NOT NULL,
	`true_false` integer NOT NULL,
	PRIMARY KEY(`exam_id`, `lesson`, `difficulty`),
	FOREIGN KEY (`exam_id`) REFERENCES `exams`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "exam_parts_exam_id_id" CHECK(length("exam_id") BETWEEN 1 AND 64),
	CONSTRAINT "exam_parts_difficulty_number" CHECK(typeof("difficulty") IN ('integer', 'null')),
	CONSTRAINT "exam_parts_single_number" CHECK(typeof("single") IN ('integer', 'null')),
	CONSTRAINT "exam_parts_multiple_number" CHECK(typeof("multiple") IN ('integer', 'null')),
	CONSTRAINT "exam_parts_true_false_number" CHECK(typeof("true_false") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `inquiries` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`cohort_id` text NOT NULL,
	`course_version_id` text NOT NULL,
	`course_slug` text NOT NULL,
	`lesson_slug` text NOT NULL,
	`section` text NOT NULL,
	`heading` text NOT NULL,
	`text` text,
	`picture_id` text,
	`voice_id` text,
	`asked_at` integer NOT NULL,
	`reply_id` text,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`picture_id`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voice_id`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reply_id`) REFERENCES `replies`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "inquiries_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "inquiries_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "inquiries_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "inquiries_course_version_id_id" CHECK(length("course_version_id") BETWEEN 1 AND 64),
	CONSTRAINT "inquiries_text_words" CHECK(length("text") <= 20000),
	CONSTRAINT "inquiries_picture_id_id" CHECK(length("picture_id") BETWEEN 1 AND 64),
	CONSTRAINT "inquiries_voice_id_id" CHECK(length("voice_id") BETWEEN 1 AND 64),
	CONSTRAINT "inquiries_asked_at_number" CHECK(typeof("asked_at") IN ('integer', 'null')),
	CONSTRAINT "inquiries_reply_id_id" CHECK(length("reply_id") BETWEEN 1 AND 64)
);
--> statement-breakpoint
CREATE INDEX `inquiries_of_person` ON `inquiries` (`person_id`,`course_slug`,`lesson_slug`);--> statement-breakpoint
CREATE INDEX `inquiries_of_cohort` ON `inquiries` (`cohort_id`,`reply_id`);--> statement-breakpoint
CREATE INDEX `inquiries_of_reply` ON `inquiries` (`reply_id`);--> statement-breakpoint
CREATE TABLE `replies` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`course_version_id` text NOT NULL,
	`course_slug` text NOT NULL,
	`lesson_slug` text NOT NULL,
	`section` text NOT NULL,
	`heading` text NOT NULL,
	`given_as` text NOT NULL,
	`replied_at` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "replies_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "replies_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "replies_course_version_id_id" CHECK(length("course_version_id") BETWEEN 1 AND 64),
	CONSTRAINT "replies_replied_at_number" CHECK(typeof("replied_at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `replies_of_cohort` ON `replies` (`cohort_id`,`course_slug`,`lesson_slug`);--> statement-breakpoint
CREATE INDEX `replies_by_time` ON `replies` (`replied_at`);--> statement-breakpoint
CREATE INDEX `replies_given_together` ON `replies` (`given_as`);--> statement-breakpoint
CREATE TABLE `reply_wordings` (
	`reply_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`text` text,
	`voice_id` text,
	`question` text,
	`question_picture_id` text,
	`question_voice_id` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`reply_id`, `ordinal`),
	FOREIGN KEY (`reply_id`) REFERENCES `replies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voice_id`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_picture_id`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_voice_id`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reply_wordings_reply_id_id" CHECK(length("reply_id") BETWEEN 1 AND 64),
	CONSTRAINT "reply_wordings_ordinal_number" CHECK(typeof("ordinal") IN ('integer', 'null')),
	CONSTRAINT "reply_wordings_text_words" CHECK(length("text") <= 20000),
	CONSTRAINT "reply_wordings_voice_id_id" CHECK(length("voice_id") BETWEEN 1 AND 64),
	CONSTRAINT "reply_wordings_question_picture_id_id" CHECK(length("question_picture_id") BETWEEN 1 AND 64),
	CONSTRAINT "reply_wordings_question_voice_id_id" CHECK(length("question_voice_id") BETWEEN 1 AND 64),
	CONSTRAINT "reply_wordings_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `version_marks` (
	`course_version_id` text NOT NULL,
	`lesson_slug` text NOT NULL,
	`key` text NOT NULL,
	`person_id` text NOT NULL,
	`value` text NOT NULL,
	`marked_at` integer NOT NULL,
	`first_value` text NOT NULL,
	`first_at` integer NOT NULL,
	PRIMARY KEY(`course_version_id`, `lesson_slug`, `key`, `person_id`),
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "version_marks_course_version_id_id" CHECK(length("course_version_id") BETWEEN 1 AND 64),
	CONSTRAINT "version_marks_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "version_marks_marked_at_number" CHECK(typeof("marked_at") IN ('integer', 'null')),
	CONSTRAINT "version_marks_first_at_number" CHECK(typeof("first_at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `version_marks_of_person` ON `version_marks` (`person_id`,`course_version_id`);--> statement-breakpoint
CREATE TABLE `lesson_passages` (
	`id` integer PRIMARY KEY NOT NULL,
	`course_version_id` text NOT NULL,
	`kind` text NOT NULL,
	`lesson_slug` text NOT NULL,
	`section` text,
	`key` text,
	`lesson_title` text NOT NULL,
	`heading` text NOT NULL,
	`body` text NOT NULL,
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "lesson_passages_id_number" CHECK(typeof("id") IN ('integer', 'null')),
	CONSTRAINT "lesson_passages_course_version_id_id" CHECK(length("course_version_id") BETWEEN 1 AND 64),
	CONSTRAINT "lesson_passages_kind_one_of" CHECK("kind" IN ('lesson', 'section', 'word', 'question'))
);
--> statement-breakpoint
CREATE INDEX `lesson_passages_of_version` ON `lesson_passages` (`course_version_id`);--> statement-breakpoint
CREATE TABLE `searched_versions` (
	`course_version_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "searched_versions_course_version_id_id" CHECK(length("course_version_id") BETWEEN 1 AND 64),
	CONSTRAINT "searched_versions_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `task_submissions` (
	`id` text PRIMARY KEY NOT NULL,
	`work_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`course_version_id` text NOT NULL,
	`text` text NOT NULL,
	`link` text,
	`picture_id` text,
	`voice_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`work_id`) REFERENCES `task_works`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`picture_id`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voice_id`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "task_submissions_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "task_submissions_work_id_id" CHECK(length("work_id") BETWEEN 1 AND 64),
	CONSTRAINT "task_submissions_ordinal_number" CHECK(typeof("ordinal") IN ('integer', 'null')),
	CONSTRAINT "task_submissions_course_version_id_id" CHECK(length("course_version_id") BETWEEN 1 AND 64),
	CONSTRAINT "task_submissions_text_words" CHECK(length("text") <= 20000),
	CONSTRAINT "task_submissions_picture_id_id" CHECK(length("picture_id") BETWEEN 1 AND 64),
	CONSTRAINT "task_submissions_voice_id_id" CHECK(length("voice_id") BETWEEN 1 AND 64),
	CONSTRAINT "task_submissions_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_submissions_in_order` ON `task_submissions` (`work_id`,`ordinal`);--> statement-breakpoint
CREATE TABLE `task_verdicts` (
	`id` text PRIMARY KEY NOT NULL,
	`work_id` text NOT NULL,
	`submission_id` text NOT NULL,
	`verdict` text NOT NULL,
	`words` text NOT NULL,
	`voice_id` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`taken_back_by` text,
	`taken_back_at` integer,
	FOREIGN KEY (`work_id`) REFERENCES `task_works`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`submission_id`) REFERENCES `task_submissions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voice_id`) REFERENCES `attachments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "task_verdicts_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "task_verdicts_work_id_id" CHECK(length("work_id") BETWEEN 1 AND 64),
	CONSTRAINT "task_verdicts_submission_id_id" CHECK(length("submission_id") BETWEEN 1 AND 64),
	CONSTRAINT "task_verdicts_verdict_one_of" CHECK("verdict" IN ('accepted', 'again')),
	CONSTRAINT "task_verdicts_words_words" CHECK(length("words") <= 20000),
	CONSTRAINT "task_verdicts_voice_id_id" CHECK(length("voice_id") BETWEEN 1 AND 64),
	CONSTRAINT "task_verdicts_at_number" CHECK(typeof("at") IN ('integer', 'null')),
	CONSTRAINT "task_verdicts_taken_back_at_number" CHECK(typeof("taken_back_at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `task_verdicts_of_work` ON `task_verdicts` (`work_id`,`at`);--> statement-breakpoint
CREATE TABLE `task_works` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`cohort_id` text NOT NULL,
	`course_slug` text NOT NULL,
	`lesson_slug` text NOT NULL,
	`task` text NOT NULL,
	`waiting_since` integer,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "task_works_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "task_works_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "task_works_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "task_works_waiting_since_number" CHECK(typeof("waiting_since") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_works_of_person` ON `task_works` (`person_id`,`cohort_id`,`course_slug`,`lesson_slug`,`task`);--> statement-breakpoint
CREATE INDEX `task_works_waiting` ON `task_works` (`waiting_since`);--> statement-breakpoint
CREATE INDEX `task_works_of_class` ON `task_works` (`cohort_id`,`waiting_since`);--> statement-breakpoint
-- by hand: drizzle-kit knows no full-text tables. It has no text of its own; versions frozen before are indexed by the server.
CREATE VIRTUAL TABLE `lesson_terms` USING fts5(heading, body, sounds, content='', tokenize='ascii');
