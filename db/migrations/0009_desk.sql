CREATE TABLE `audit_index` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`class` text NOT NULL,
	`kind` text NOT NULL,
	`is_listed` integer NOT NULL,
	CONSTRAINT "audit_index_sequence_number" CHECK(typeof("sequence") IN ('integer', 'null')),
	CONSTRAINT "audit_index_at_number" CHECK(typeof("at") IN ('integer', 'null')),
	CONSTRAINT "audit_index_class_one_of" CHECK("class" IN ('plain', 'exception', 'look', 'routine', 'noise')),
	CONSTRAINT "audit_index_kind_one_of" CHECK("kind" IN ('person', 'household', 'cohort', 'enrolment', 'exam', 'attempt', 'certificate', 'roster', 'shop', 'shopImport', 'pairing', 'round', 'rating', 'account', 'installation')),
	CONSTRAINT "audit_index_is_listed_yes_or_no" CHECK("is_listed" IN (0, 1))
);
--> statement-breakpoint
CREATE INDEX `audit_index_listed` ON `audit_index` (`at`) WHERE "audit_index"."is_listed" = 1;--> statement-breakpoint
CREATE INDEX `audit_index_of_actor` ON `audit_index` (`actor`,`at`) WHERE "audit_index"."is_listed" = 1;--> statement-breakpoint
CREATE INDEX `audit_index_of_kind` ON `audit_index` (`kind`,`at`) WHERE "audit_index"."is_listed" = 1;--> statement-breakpoint
CREATE INDEX `audit_index_of_action` ON `audit_index` (`action`,`at`);--> statement-breakpoint
CREATE INDEX `audit_index_of_class` ON `audit_index` (`class`,`at`);--> statement-breakpoint
CREATE TABLE `audit_subjects` (
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`at` integer NOT NULL,
	`sequence` integer NOT NULL,
	`place` integer,
	PRIMARY KEY(`kind`, `subject_id`, `at`, `sequence`),
	CONSTRAINT "audit_subjects_kind_one_of" CHECK("kind" IN ('person', 'household', 'cohort', 'enrolment', 'exam', 'attempt', 'certificate', 'roster', 'shop', 'shopImport', 'pairing', 'round', 'rating', 'account', 'installation')),
	CONSTRAINT "audit_subjects_subject_id_id" CHECK(length("subject_id") BETWEEN 1 AND 64),
	CONSTRAINT "audit_subjects_at_number" CHECK(typeof("at") IN ('integer', 'null')),
	CONSTRAINT "audit_subjects_sequence_number" CHECK(typeof("sequence") IN ('integer', 'null')),
	CONSTRAINT "audit_subjects_place_number" CHECK(typeof("place") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `audit_subjects_of_entry` ON `audit_subjects` (`sequence`,`place`);--> statement-breakpoint
CREATE TABLE `person_corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`says` text NOT NULL,
	`account_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "person_corrections_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "person_corrections_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "person_corrections_kind_one_of" CHECK("kind" IN ('name', 'phone', 'idNumber', 'residence')),
	CONSTRAINT "person_corrections_says_words" CHECK(length("says") <= 20000),
	CONSTRAINT "person_corrections_account_id_id" CHECK(length("account_id") BETWEEN 1 AND 64),
	CONSTRAINT "person_corrections_reason_words" CHECK(length("reason") <= 20000),
	CONSTRAINT "person_corrections_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `person_corrections_of_person` ON `person_corrections` (`person_id`);--> statement-breakpoint
CREATE TABLE `programme_settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`setting` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`follows_file` integer NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	CONSTRAINT "programme_settings_id_number" CHECK(typeof("id") IN ('integer', 'null')),
	CONSTRAINT "programme_settings_before_json" CHECK(json_valid("before")),
	CONSTRAINT "programme_settings_after_json" CHECK(json_valid("after")),
	CONSTRAINT "programme_settings_follows_file_yes_or_no" CHECK("follows_file" IN (0, 1)),
	CONSTRAINT "programme_settings_reason_words" CHECK(length("reason") <= 20000),
	CONSTRAINT "programme_settings_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `owner_phone_looks` (
	`id` text PRIMARY KEY NOT NULL,
	`shop_id` text NOT NULL,
	`owner_account_id` text NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "owner_phone_looks_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "owner_phone_looks_shop_id_id" CHECK(length("shop_id") BETWEEN 1 AND 64),
	CONSTRAINT "owner_phone_looks_owner_account_id_id" CHECK(length("owner_account_id") BETWEEN 1 AND 64),
	CONSTRAINT "owner_phone_looks_reason_words" CHECK(length("reason") <= 20000),
	CONSTRAINT "owner_phone_looks_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `owner_phone_looks_of_owner` ON `owner_phone_looks` (`owner_account_id`);--> statement-breakpoint
DROP INDEX `cohorts_one_a_number`;--> statement-breakpoint
CREATE UNIQUE INDEX `cohorts_one_a_number_and_year` ON `cohorts` (`county_code`,cast("starts_on" as integer),`number`);--> statement-breakpoint
DROP INDEX `households_by_region`;--> statement-breakpoint
CREATE INDEX `households_in_order` ON `households` (`region_code`,`number`,`id`);--> statement-breakpoint
CREATE INDEX `certificates_of_cohort` ON `certificates` (`cohort_id`);--> statement-breakpoint
CREATE INDEX `certificates_by_day` ON `certificates` (`issued_on`,`number`);--> statement-breakpoint
CREATE INDEX `registrations_current_by_status` ON `registrations` (`status`,`household_id`) WHERE "registrations"."to_day" IS NULL AND "registrations"."superseded_at" IS NULL;--> statement-breakpoint
-- by hand: people are found by more than before (docs/decisions/people-search.md), so their search data is computed again
INSERT OR IGNORE INTO `search_backlog` (`person_id`) SELECT `id` FROM `persons`;
