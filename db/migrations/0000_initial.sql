CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text,
	`name` text NOT NULL,
	`phone_sealed` text,
	`phone_fingerprint` text,
	`secret_hash` text,
	`secret_kind` text NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_one_a_phone` ON `accounts` (`phone_fingerprint`);--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_one_a_person` ON `accounts` (`person_id`);--> statement-breakpoint
CREATE TABLE `grants` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`role` text NOT NULL,
	`scope_kind` text NOT NULL,
	`scope_id` text,
	`granted_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `grants_of_account` ON `grants` (`account_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_of_account` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `slips` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `slips_by_code` ON `slips` (`code_hash`);--> statement-breakpoint
CREATE INDEX `slips_of_account` ON `slips` (`account_id`);--> statement-breakpoint
CREATE TABLE `wrong_tries` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`since` integer NOT NULL,
	`locked_until` integer
);
--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`why` text NOT NULL,
	`lines` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `certificates` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`number` text NOT NULL,
	`enrolment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`cohort_id` text NOT NULL,
	`issued_on` text NOT NULL,
	`content` text NOT NULL,
	`issued_at` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`enrolment_id`) REFERENCES `enrolments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_by_code` ON `certificates` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_by_number` ON `certificates` (`number`);--> statement-breakpoint
CREATE INDEX `certificates_of_enrolment` ON `certificates` (`enrolment_id`);--> statement-breakpoint
CREATE INDEX `certificates_of_person` ON `certificates` (`person_id`);--> statement-breakpoint
CREATE TABLE `attendance_marks` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`enrolment_id` text NOT NULL,
	`mark` text NOT NULL,
	`how` text NOT NULL,
	`reason` text,
	`marked_by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `class_sessions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`enrolment_id`) REFERENCES `enrolments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attendance_marks_of_enrolment` ON `attendance_marks` (`enrolment_id`,`session_id`);--> statement-breakpoint
CREATE INDEX `attendance_marks_of_session` ON `attendance_marks` (`session_id`);--> statement-breakpoint
CREATE TABLE `class_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`day` text NOT NULL,
	`starts_at` text NOT NULL,
	`topic` text NOT NULL,
	`place` text NOT NULL,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `class_sessions_of_cohort` ON `class_sessions` (`cohort_id`,`day`);--> statement-breakpoint
CREATE TABLE `cohorts` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`tier` text NOT NULL,
	`course_version_id` text NOT NULL,
	`county_code` text NOT NULL,
	`region_code` text NOT NULL,
	`place` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`attendance_required` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cohorts_one_a_number` ON `cohorts` (`county_code`,`number`);--> statement-breakpoint
CREATE INDEX `cohorts_by_region` ON `cohorts` (`region_code`);--> statement-breakpoint
CREATE TABLE `completions` (
	`id` text PRIMARY KEY NOT NULL,
	`enrolment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`cohort_id` text NOT NULL,
	`day` text NOT NULL,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	FOREIGN KEY (`enrolment_id`) REFERENCES `enrolments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `completions_by_day` ON `completions` (`day`);--> statement-breakpoint
CREATE INDEX `completions_of_person` ON `completions` (`person_id`);--> statement-breakpoint
CREATE INDEX `completions_of_cohort` ON `completions` (`cohort_id`);--> statement-breakpoint
CREATE TABLE `course_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`course_slug` text NOT NULL,
	`title` text NOT NULL,
	`tier` text NOT NULL,
	`content_hash` text NOT NULL,
	`content` text NOT NULL,
	`published_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_versions_once` ON `course_versions` (`course_slug`,`content_hash`);--> statement-breakpoint
CREATE TABLE `enrolments` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`person_id` text NOT NULL,
	`enrolled_at` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enrolments_once` ON `enrolments` (`cohort_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `enrolments_of_person` ON `enrolments` (`person_id`);--> statement-breakpoint
CREATE TABLE `answers` (
	`id` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`question_id` text NOT NULL,
	`chosen` text NOT NULL,
	`device` text NOT NULL,
	`sequence` integer NOT NULL,
	`given_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`standing` text NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answers_once` ON `answers` (`attempt_id`,`device`,`sequence`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`exam_id` text NOT NULL,
	`enrolment_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`seed` text NOT NULL,
	`question_ids` text NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`exam_id`) REFERENCES `exams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`enrolment_id`) REFERENCES `enrolments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_once` ON `attempts` (`exam_id`,`enrolment_id`,`ordinal`);--> statement-breakpoint
CREATE INDEX `attempts_of_enrolment` ON `attempts` (`enrolment_id`);--> statement-breakpoint
CREATE TABLE `exams` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`title` text NOT NULL,
	`single` integer NOT NULL,
	`multiple` integer NOT NULL,
	`true_false` integer NOT NULL,
	`minutes` integer NOT NULL,
	`pass_mark` integer NOT NULL,
	`attempts_allowed` integer NOT NULL,
	`opens_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exams_cohort_id_unique` ON `exams` (`cohort_id`);--> statement-breakpoint
CREATE TABLE `households` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`county_code` text NOT NULL,
	`region_code` text NOT NULL,
	`known_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `households_one_a_number` ON `households` (`county_code`,`number`);--> statement-breakpoint
CREATE INDEX `households_by_region` ON `households` (`region_code`);--> statement-breakpoint
CREATE TABLE `looks` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`field` text NOT NULL,
	`account_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `looks_at_person` ON `looks` (`person_id`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`id` text PRIMARY KEY NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	`person_id` text NOT NULL,
	`household_id` text NOT NULL,
	`relation` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `memberships_of_person` ON `memberships` (`person_id`);--> statement-breakpoint
CREATE INDEX `memberships_of_household` ON `memberships` (`household_id`);--> statement-breakpoint
CREATE TABLE `monitorings` (
	`id` text PRIMARY KEY NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	`household_id` text NOT NULL,
	`kind` text NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `monitorings_of_household` ON `monitorings` (`household_id`);--> statement-breakpoint
CREATE TABLE `name_variants` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`known_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `name_variants_once` ON `name_variants` (`person_id`,`name`);--> statement-breakpoint
CREATE TABLE `persons` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`sex` text NOT NULL,
	`birthday` text NOT NULL,
	`id_number_sealed` text,
	`id_number_fingerprint` text,
	`phone_sealed` text,
	`phone_fingerprint` text,
	`region_code` text NOT NULL,
	`known_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `persons_one_an_id_number` ON `persons` (`id_number_fingerprint`);--> statement-breakpoint
CREATE INDEX `persons_by_region` ON `persons` (`region_code`);--> statement-breakpoint
CREATE INDEX `persons_by_name` ON `persons` (`name`);--> statement-breakpoint
CREATE TABLE `registrations` (
	`id` text PRIMARY KEY NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	`household_id` text NOT NULL,
	`status` text NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `registrations_of_household` ON `registrations` (`household_id`);--> statement-breakpoint
CREATE TABLE `lesson_marks` (
	`person_id` text NOT NULL,
	`course_slug` text NOT NULL,
	`lesson_slug` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`marked_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `course_slug`, `lesson_slug`, `key`)
);
--> statement-breakpoint
CREATE TABLE `lesson_renders` (
	`hash` text PRIMARY KEY NOT NULL,
	`lesson` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `section_progress` (
	`person_id` text NOT NULL,
	`course_slug` text NOT NULL,
	`lesson_slug` text NOT NULL,
	`section` text NOT NULL,
	`first_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `course_slug`, `lesson_slug`, `section`)
);
--> statement-breakpoint
CREATE INDEX `section_progress_of_person` ON `section_progress` (`person_id`,`received_at`);--> statement-breakpoint
CREATE TABLE `assessments` (
	`pairing_id` text NOT NULL,
	`side` text NOT NULL,
	`helped` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`pairing_id`, `side`),
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `check_ins` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`pairing_id` text NOT NULL,
	`side` text NOT NULL,
	`period` integer NOT NULL,
	`contacted` integer NOT NULL,
	`done` text NOT NULL,
	`next` text NOT NULL,
	`mood` text,
	`about_other` text NOT NULL,
	`picture_id` text,
	`voice_id` text,
	`device` text NOT NULL,
	`sequence` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `check_ins_id_unique` ON `check_ins` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `check_ins_once` ON `check_ins` (`pairing_id`,`device`,`sequence`);--> statement-breakpoint
CREATE INDEX `check_ins_of_period` ON `check_ins` (`pairing_id`,`period`);--> statement-breakpoint
CREATE TABLE `pairing_goals` (
	`pairing_id` text NOT NULL,
	`goal` text NOT NULL,
	`template_version` integer NOT NULL,
	`title` text NOT NULL,
	`due_on` text NOT NULL,
	`proof_kind` text NOT NULL,
	`proof` text,
	`proof_file_id` text,
	`reached_on` text,
	`confirmed_by` text,
	PRIMARY KEY(`pairing_id`, `goal`),
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pairing_messages` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`pairing_id` text NOT NULL,
	`side` text NOT NULL,
	`text` text NOT NULL,
	`picture_id` text,
	`device` text NOT NULL,
	`sequence` integer NOT NULL,
	`at` integer NOT NULL,
	`reported_by` text,
	`report_reason` text,
	`reported_at` integer,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pairing_messages_id_unique` ON `pairing_messages` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `pairing_messages_once` ON `pairing_messages` (`pairing_id`,`device`,`sequence`);--> statement-breakpoint
CREATE INDEX `pairing_messages_reported` ON `pairing_messages` (`reported_at`);--> statement-breakpoint
CREATE TABLE `pairing_rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`weights` text NOT NULL,
	`seed` integer NOT NULL,
	`least_score` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pairings` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`west_shop_id` text NOT NULL,
	`east_shop_id` text NOT NULL,
	`pinned` integer NOT NULL,
	`why` text NOT NULL,
	`score` text,
	`replaces_id` text,
	`proposed_at` integer NOT NULL,
	`west_phone_shown_at` integer,
	`east_phone_shown_at` integer,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`round_id`) REFERENCES `pairing_rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`west_shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`east_shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pairings_of_round` ON `pairings` (`round_id`);--> statement-breakpoint
CREATE INDEX `pairings_of_west` ON `pairings` (`west_shop_id`);--> statement-breakpoint
CREATE INDEX `pairings_of_east` ON `pairings` (`east_shop_id`);--> statement-breakpoint
CREATE TABLE `plan_templates` (
	`version` integer PRIMARY KEY NOT NULL,
	`goals` text NOT NULL,
	`why` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rating_facts` (
	`id` text PRIMARY KEY NOT NULL,
	`shop_id` text NOT NULL,
	`kind` text NOT NULL,
	`happened_on` text NOT NULL,
	`words` text NOT NULL,
	`confirmed_by` text NOT NULL,
	`known_at` integer NOT NULL,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rating_facts_of_shop` ON `rating_facts` (`shop_id`);--> statement-breakpoint
CREATE TABLE `ratings` (
	`id` text PRIMARY KEY NOT NULL,
	`shop_id` text NOT NULL,
	`rules_version` integer NOT NULL,
	`points` integer NOT NULL,
	`grade` text NOT NULL,
	`facts` text NOT NULL,
	`rated_at` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ratings_of_shop` ON `ratings` (`shop_id`);--> statement-breakpoint
CREATE TABLE `round_rulings` (
	`round_id` text NOT NULL,
	`west_shop_id` text NOT NULL,
	`east_shop_id` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`round_id`, `west_shop_id`, `east_shop_id`),
	FOREIGN KEY (`round_id`) REFERENCES `pairing_rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`west_shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`east_shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `round_shops` (
	`round_id` text NOT NULL,
	`shop_id` text NOT NULL,
	`wishes` text NOT NULL,
	`vetoes` text NOT NULL,
	`wished_at` integer,
	PRIMARY KEY(`round_id`, `shop_id`),
	FOREIGN KEY (`round_id`) REFERENCES `pairing_rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `shop_files` (
	`id` text PRIMARY KEY NOT NULL,
	`shop_id` text NOT NULL,
	`pairing_id` text,
	`media_type` text NOT NULL,
	`bytes` blob NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shop_files_of_shop` ON `shop_files` (`shop_id`);--> statement-breakpoint
CREATE TABLE `shop_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`file_sealed` text NOT NULL,
	`uploaded_by` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	`accepted_at` integer,
	`outcome` text
);
--> statement-breakpoint
CREATE TABLE `shop_people` (
	`id` text PRIMARY KEY NOT NULL,
	`shop_id` text NOT NULL,
	`certificate_id` text NOT NULL,
	`by` text NOT NULL,
	`added_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shop_people_of_shop` ON `shop_people` (`shop_id`);--> statement-breakpoint
CREATE TABLE `shop_results` (
	`id` text PRIMARY KEY NOT NULL,
	`shop_id` text NOT NULL,
	`month` text NOT NULL,
	`sales` integer NOT NULL,
	`orders` integer NOT NULL,
	`employed` integer NOT NULL,
	`employed_registered` integer NOT NULL,
	`bought_by_east` integer NOT NULL,
	`source` text NOT NULL,
	`proof_file_id` text,
	`by` text NOT NULL,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shop_results_by_month` ON `shop_results` (`shop_id`,`month`);--> statement-breakpoint
CREATE TABLE `shops` (
	`id` text PRIMARY KEY NOT NULL,
	`side` text NOT NULL,
	`name` text NOT NULL,
	`owner_account_id` text NOT NULL,
	`region_code` text NOT NULL,
	`platforms` text NOT NULL,
	`categories` text NOT NULL,
	`band` integer NOT NULL,
	`staff` integer NOT NULL,
	`registered_staff` integer,
	`starting_sales` integer,
	`starting_orders` integer,
	`needs` text NOT NULL,
	`ships` text NOT NULL,
	`will_help` integer NOT NULL,
	`teaches` text NOT NULL,
	`handles` text NOT NULL,
	`buys` text NOT NULL,
	`known_at` integer NOT NULL,
	FOREIGN KEY (`owner_account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shops_by_side` ON `shops` (`side`,`region_code`);--> statement-breakpoint
CREATE INDEX `shops_of_owner` ON `shops` (`owner_account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `shops_one_a_name` ON `shops` (`side`,`name`,`region_code`);--> statement-breakpoint
CREATE TABLE `counted_completions` (
	`row` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`completion_id` text NOT NULL,
	`enrolment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`cohort_id` text NOT NULL,
	`day` text NOT NULL,
	`household_id` text,
	`status` text NOT NULL,
	`region` text NOT NULL,
	`person` integer NOT NULL,
	`household` integer,
	`cohort` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `counted_for_report` ON `counted_completions` (`region`,`status`,`day`,`person`,`household`,`cohort`);--> statement-breakpoint
CREATE INDEX `counted_of_person` ON `counted_completions` (`person_id`);--> statement-breakpoint
CREATE INDEX `counted_of_household` ON `counted_completions` (`household_id`);--> statement-breakpoint
CREATE INDEX `counted_of_cohort` ON `counted_completions` (`cohort_id`);--> statement-breakpoint
CREATE TABLE `counted_numbers` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `counted_numbers_id_unique` ON `counted_numbers` (`id`);--> statement-breakpoint
CREATE TABLE `roster_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`file_sealed` text NOT NULL,
	`cohort_id` text,
	`uploaded_by` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	`preview` text,
	`failure` text,
	`choice` text,
	`accepted_at` integer,
	`outcome` text
);
--> statement-breakpoint
CREATE INDEX `roster_imports_by_uploader` ON `roster_imports` (`uploaded_by`,`uploaded_at`);--> statement-breakpoint
CREATE TABLE `roster_rows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`import_id` text NOT NULL,
	`sheet` text NOT NULL,
	`row` integer NOT NULL,
	`name` text NOT NULL,
	`outcome` text NOT NULL,
	`column_name` text,
	`code` text,
	`message` text NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `roster_imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `roster_rows_by_outcome` ON `roster_rows` (`import_id`,`outcome`,`id`);--> statement-breakpoint
CREATE INDEX `roster_rows_of_import` ON `roster_rows` (`import_id`,`id`);--> statement-breakpoint
CREATE TABLE `deadlines` (
	`workflow_id` text NOT NULL,
	`name` text NOT NULL,
	`due_at` integer NOT NULL,
	`event` text NOT NULL,
	PRIMARY KEY(`workflow_id`, `name`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deadlines_due` ON `deadlines` (`due_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workflow_id` text NOT NULL,
	`kind` text NOT NULL,
	`effect` text NOT NULL,
	`params` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	`last_fault` text,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_waiting` ON `outbox` (`done_at`,`next_at`);--> statement-breakpoint
CREATE TABLE `workflow_events` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workflow_id` text NOT NULL,
	`version` integer NOT NULL,
	`type` text NOT NULL,
	`event` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`actor` text NOT NULL,
	`why` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workflow_events_one_a_version` ON `workflow_events` (`workflow_id`,`version`);--> statement-breakpoint
CREATE TABLE `workflows` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`state` text NOT NULL,
	`context` text NOT NULL,
	`version` integer NOT NULL,
	`begun_at` integer NOT NULL,
	`moved_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `workflows_by_state` ON `workflows` (`kind`,`state`);