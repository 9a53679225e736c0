CREATE TABLE `access_records` (
	`day` text NOT NULL,
	`kind` text NOT NULL,
	`who` text NOT NULL,
	`what` text NOT NULL,
	`times` integer NOT NULL,
	`rows` integer,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`day`, `kind`, `who`, `what`),
	CONSTRAINT "access_records_day_day" CHECK("day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("day") IS "day"),
	CONSTRAINT "access_records_kind_one_of" CHECK("kind" IN ('list', 'export', 'refusal', 'settings')),
	CONSTRAINT "access_records_times_number" CHECK(typeof("times") IN ('integer', 'null')),
	CONSTRAINT "access_records_rows_number" CHECK(typeof("rows") IN ('integer', 'null')),
	CONSTRAINT "access_records_first_at_number" CHECK(typeof("first_at") IN ('integer', 'null')),
	CONSTRAINT "access_records_last_at_number" CHECK(typeof("last_at") IN ('integer', 'null')),
	CONSTRAINT "access_records_times" CHECK("access_records"."times" > 0)
);
--> statement-breakpoint
CREATE INDEX `access_records_of` ON `access_records` (`who`,`day`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recovery_codes_account_id_id" CHECK(length("account_id") BETWEEN 1 AND 64),
	CONSTRAINT "recovery_codes_used_at_number" CHECK(typeof("used_at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `recovery_codes_of_account` ON `recovery_codes` (`account_id`);--> statement-breakpoint
CREATE TABLE `second_steps` (
	`account_id` text PRIMARY KEY NOT NULL,
	`secret_sealed` text NOT NULL,
	`confirmed_at` integer,
	`last_step` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "second_steps_account_id_id" CHECK(length("account_id") BETWEEN 1 AND 64),
	CONSTRAINT "second_steps_confirmed_at_number" CHECK(typeof("confirmed_at") IN ('integer', 'null')),
	CONSTRAINT "second_steps_last_step_number" CHECK(typeof("last_step") IN ('integer', 'null')),
	CONSTRAINT "second_steps_created_at_number" CHECK(typeof("created_at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `sign_in_tries` (
	`hour` integer NOT NULL,
	`who` text NOT NULL,
	`network` text NOT NULL,
	`outcome` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`hour`, `who`, `network`, `outcome`),
	CONSTRAINT "sign_in_tries_hour_number" CHECK(typeof("hour") IN ('integer', 'null')),
	CONSTRAINT "sign_in_tries_outcome_one_of" CHECK("outcome" IN ('in', 'wrong', 'wrongCode', 'waiting')),
	CONSTRAINT "sign_in_tries_count_number" CHECK(typeof("count") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `sign_in_tries_of` ON `sign_in_tries` (`who`,`hour`);--> statement-breakpoint
CREATE TABLE `write_proofs` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	CONSTRAINT "write_proofs_id_number" CHECK(typeof("id") IN ('integer', 'null')),
	CONSTRAINT "write_proofs_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `sent_forms` (
	`account_id` text NOT NULL,
	`device` text NOT NULL,
	`sequence` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `device`, `sequence`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sent_forms_account_id_id" CHECK(length("account_id") BETWEEN 1 AND 64),
	CONSTRAINT "sent_forms_sequence_number" CHECK(typeof("sequence") IN ('integer', 'null')),
	CONSTRAINT "sent_forms_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `person_counts` (
	`region_code` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	CONSTRAINT "person_counts_region_code_place" CHECK(length("region_code") BETWEEN 2 AND 12 AND "region_code" NOT GLOB '*[^0-9]*'),
	CONSTRAINT "person_counts_count_number" CHECK(typeof("count") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `person_searches` (
	`place` integer PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`terms` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "person_searches_place_number" CHECK(typeof("place") IN ('integer', 'null')),
	CONSTRAINT "person_searches_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_searches_person_id_unique` ON `person_searches` (`person_id`);--> statement-breakpoint
CREATE TABLE `search_backlog` (
	`person_id` text PRIMARY KEY NOT NULL,
	CONSTRAINT "search_backlog_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64)
);
--> statement-breakpoint
DROP TABLE `arriving_households`;--> statement-breakpoint
DROP TABLE `arriving_memberships`;--> statement-breakpoint
DROP TABLE `arriving_monitorings`;--> statement-breakpoint
DROP TABLE `arriving_persons`;--> statement-breakpoint
DROP TABLE `arriving_registrations`;--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_persons` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`sex` text NOT NULL,
	`birthday` text NOT NULL,
	`id_number_sealed` text,
	`id_number_fingerprint` text,
	`phone_sealed` text,
	`phone_fingerprint` text,
	`region_code` text NOT NULL,
	`known_at` integer NOT NULL,
	CONSTRAINT "persons_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "persons_name_line" CHECK(length("name") <= 400),
	CONSTRAINT "persons_sex_one_of" CHECK("sex" IN ('female', 'male')),
	CONSTRAINT "persons_birthday_day" CHECK("birthday" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("birthday") IS "birthday"),
	CONSTRAINT "persons_region_code_place" CHECK(length("region_code") BETWEEN 2 AND 12 AND "region_code" NOT GLOB '*[^0-9]*'),
	CONSTRAINT "persons_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_persons`("id", "name", "sex", "birthday", "id_number_sealed", "id_number_fingerprint", "phone_sealed", "phone_fingerprint", "region_code", "known_at") SELECT "id", "name", "sex", "birthday", "id_number_sealed", "id_number_fingerprint", "phone_sealed", "phone_fingerprint", "region_code", "known_at" FROM `persons`;--> statement-breakpoint
DROP TABLE `persons`;--> statement-breakpoint
ALTER TABLE `__new_persons` RENAME TO `persons`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `persons_one_an_id_number` ON `persons` (`id_number_fingerprint`);--> statement-breakpoint
CREATE INDEX `persons_in_order` ON `persons` (`region_code`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `persons_by_name` ON `persons` (`name`);--> statement-breakpoint
CREATE INDEX `persons_by_phone` ON `persons` (`phone_fingerprint`);--> statement-breakpoint
CREATE TABLE `__new_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text,
	`name` text NOT NULL,
	`phone_sealed` text,
	`phone_fingerprint` text,
	`secret_hash` text,
	`secret_kind` text NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL,
	`owner_consent_at` integer,
	`slip_asked_at` integer,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "accounts_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "accounts_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "accounts_name_line" CHECK(length("name") <= 400),
	CONSTRAINT "accounts_secret_kind_one_of" CHECK("secret_kind" IN ('password', 'pin')),
	CONSTRAINT "accounts_is_demo_yes_or_no" CHECK("is_demo" IN (0, 1)),
	CONSTRAINT "accounts_owner_consent_at_number" CHECK(typeof("owner_consent_at") IN ('integer', 'null')),
	CONSTRAINT "accounts_slip_asked_at_number" CHECK(typeof("slip_asked_at") IN ('integer', 'null')),
	CONSTRAINT "accounts_disabled_at_number" CHECK(typeof("disabled_at") IN ('integer', 'null')),
	CONSTRAINT "accounts_created_at_number" CHECK(typeof("created_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_accounts`("id", "person_id", "name", "phone_sealed", "phone_fingerprint", "secret_hash", "secret_kind", "disabled_at", "created_at") SELECT "id", "person_id", "name", "phone_sealed", "phone_fingerprint", "secret_hash", "secret_kind", "disabled_at", "created_at" FROM `accounts`;--> statement-breakpoint
DROP TABLE `accounts`;--> statement-breakpoint
ALTER TABLE `__new_accounts` RENAME TO `accounts`;--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_one_a_phone` ON `accounts` (`phone_fingerprint`);--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_one_a_person` ON `accounts` (`person_id`);--> statement-breakpoint
CREATE INDEX `accounts_by_secret` ON `accounts` (`secret_kind`);--> statement-breakpoint
CREATE TABLE `__new_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer DEFAULT 0 NOT NULL,
	`last_seen_at` integer DEFAULT 0 NOT NULL,
	`device` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sessions_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "sessions_user_id_id" CHECK(length("user_id") BETWEEN 1 AND 64),
	CONSTRAINT "sessions_expires_at_number" CHECK(typeof("expires_at") IN ('integer', 'null')),
	CONSTRAINT "sessions_created_at_number" CHECK(typeof("created_at") IN ('integer', 'null')),
	CONSTRAINT "sessions_last_seen_at_number" CHECK(typeof("last_seen_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_sessions`("id", "user_id", "expires_at") SELECT "id", "user_id", "expires_at" FROM `sessions`;--> statement-breakpoint
DROP TABLE `sessions`;--> statement-breakpoint
ALTER TABLE `__new_sessions` RENAME TO `sessions`;--> statement-breakpoint
CREATE INDEX `sessions_of_account` ON `sessions` (`user_id`);--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `digests` blob;--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `totals` blob;--> statement-breakpoint
CREATE TABLE `__new_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`exam_id` text NOT NULL,
	`enrolment_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`seed` text NOT NULL,
	`question_ids` text NOT NULL,
	`keys_held_back` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`exam_id`) REFERENCES `exams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`enrolment_id`) REFERENCES `enrolments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attempts_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "attempts_exam_id_id" CHECK(length("exam_id") BETWEEN 1 AND 64),
	CONSTRAINT "attempts_enrolment_id_id" CHECK(length("enrolment_id") BETWEEN 1 AND 64),
	CONSTRAINT "attempts_ordinal_number" CHECK(typeof("ordinal") IN ('integer', 'null')),
	CONSTRAINT "attempts_question_ids_json" CHECK(json_valid("question_ids")),
	CONSTRAINT "attempts_keys_held_back_yes_or_no" CHECK("keys_held_back" IN (0, 1))
);
--> statement-breakpoint
INSERT INTO `__new_attempts`("id", "exam_id", "enrolment_id", "ordinal", "seed", "question_ids") SELECT "id", "exam_id", "enrolment_id", "ordinal", "seed", "question_ids" FROM `attempts`;--> statement-breakpoint
DROP TABLE `attempts`;--> statement-breakpoint
ALTER TABLE `__new_attempts` RENAME TO `attempts`;--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_once` ON `attempts` (`exam_id`,`enrolment_id`,`ordinal`);--> statement-breakpoint
CREATE INDEX `attempts_of_enrolment` ON `attempts` (`enrolment_id`);--> statement-breakpoint
CREATE INDEX `attempts_keys_seen` ON `attempts` (`id`) WHERE keys_held_back = 0;--> statement-breakpoint
CREATE TABLE `__new_installation` (
	`id` integer PRIMARY KEY NOT NULL,
	`key_check` text NOT NULL,
	`ledger_sealed` text,
	CONSTRAINT "installation_id_number" CHECK(typeof("id") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_installation`("id", "key_check") SELECT "id", "key_check" FROM `installation`;--> statement-breakpoint
DROP TABLE `installation`;--> statement-breakpoint
ALTER TABLE `__new_installation` RENAME TO `installation`;--> statement-breakpoint
CREATE TABLE `__new_roster_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`cohort_id` text,
	`uploaded_by` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	`preview` text,
	`failure` text,
	`choice` text,
	`accepted_by` text,
	`taken` text,
	`next_place` integer DEFAULT 0 NOT NULL,
	`taken_up_to` integer DEFAULT 0 NOT NULL,
	`accepted_at` integer,
	`outcome` text,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "roster_imports_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "roster_imports_file_name_line" CHECK(length("file_name") <= 400),
	CONSTRAINT "roster_imports_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "roster_imports_uploaded_at_number" CHECK(typeof("uploaded_at") IN ('integer', 'null')),
	CONSTRAINT "roster_imports_preview_json" CHECK(json_valid("preview")),
	CONSTRAINT "roster_imports_choice_one_of" CHECK("choice" IN ('all-good-rows', 'none-if-any-refused')),
	CONSTRAINT "roster_imports_taken_json" CHECK(json_valid("taken")),
	CONSTRAINT "roster_imports_next_place_number" CHECK(typeof("next_place") IN ('integer', 'null')),
	CONSTRAINT "roster_imports_taken_up_to_number" CHECK(typeof("taken_up_to") IN ('integer', 'null')),
	CONSTRAINT "roster_imports_accepted_at_number" CHECK(typeof("accepted_at") IN ('integer', 'null')),
	CONSTRAINT "roster_imports_outcome_json" CHECK(json_valid("outcome"))
);
--> statement-breakpoint
INSERT INTO `__new_roster_imports`("id", "file_name", "cohort_id", "uploaded_by", "uploaded_at", "preview", "failure", "choice", "accepted_at", "outcome") SELECT "id", "file_name", "cohort_id", "uploaded_by", "uploaded_at", "preview", "failure", "choice", "accepted_at", "outcome" FROM `roster_imports`;--> statement-breakpoint
DROP TABLE `roster_imports`;--> statement-breakpoint
ALTER TABLE `__new_roster_imports` RENAME TO `roster_imports`;--> statement-breakpoint
CREATE INDEX `roster_imports_by_uploader` ON `roster_imports` (`uploaded_by`,`uploaded_at`);--> statement-breakpoint
CREATE TABLE `__new_grants` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`role` text NOT NULL,
	`scope_kind` text NOT NULL,
	`scope_id` text,
	`granted_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "grants_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "grants_account_id_id" CHECK(length("account_id") BETWEEN 1 AND 64),
	CONSTRAINT "grants_role_one_of" CHECK("role" IN ('administrator', 'coordinator', 'official', 'townshipOfficer', 'instructor', 'mentor', 'shopOwner', 'trainee')),
	CONSTRAINT "grants_scope_kind_one_of" CHECK("scope_kind" IN ('everything', 'region', 'cohort', 'own')),
	CONSTRAINT "grants_scope_id_line" CHECK(length("scope_id") <= 400),
	CONSTRAINT "grants_granted_at_number" CHECK(typeof("granted_at") IN ('integer', 'null')),
	CONSTRAINT "grants_revoked_at_number" CHECK(typeof("revoked_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_grants`("id", "account_id", "role", "scope_kind", "scope_id", "granted_at", "revoked_at") SELECT "id", "account_id", "role", "scope_kind", "scope_id", "granted_at", "revoked_at" FROM `grants`;--> statement-breakpoint
DROP TABLE `grants`;--> statement-breakpoint
ALTER TABLE `__new_grants` RENAME TO `grants`;--> statement-breakpoint
CREATE INDEX `grants_of_account` ON `grants` (`account_id`);--> statement-breakpoint
CREATE INDEX `grants_of_role` ON `grants` (`role`,`revoked_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `grants_one_current` ON `grants` (`account_id`,`role`,`scope_kind`,`scope_id`) WHERE "grants"."revoked_at" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `grants_one_current_unscoped` ON `grants` (`account_id`,`role`,`scope_kind`) WHERE "grants"."revoked_at" IS NULL AND "grants"."scope_id" IS NULL;--> statement-breakpoint
CREATE TABLE `__new_wrong_tries` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`since` integer NOT NULL,
	`locked_until` integer,
	CONSTRAINT "wrong_tries_count_number" CHECK(typeof("count") IN ('integer', 'null')),
	CONSTRAINT "wrong_tries_since_number" CHECK(typeof("since") IN ('integer', 'null')),
	CONSTRAINT "wrong_tries_locked_until_number" CHECK(typeof("locked_until") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_wrong_tries`("key", "count", "since", "locked_until") SELECT "key", "count", "since", "locked_until" FROM `wrong_tries`;--> statement-breakpoint
DROP TABLE `wrong_tries`;--> statement-breakpoint
ALTER TABLE `__new_wrong_tries` RENAME TO `wrong_tries`;--> statement-breakpoint
CREATE INDEX `wrong_tries_by_age` ON `wrong_tries` (`since`);--> statement-breakpoint
CREATE TABLE `__new_completions` (
	`id` text PRIMARY KEY NOT NULL,
	`enrolment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`cohort_id` text NOT NULL,
	`day` text NOT NULL,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	FOREIGN KEY (`enrolment_id`) REFERENCES `enrolments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "completions_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "completions_enrolment_id_id" CHECK(length("enrolment_id") BETWEEN 1 AND 64),
	CONSTRAINT "completions_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "completions_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "completions_day_day" CHECK("day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("day") IS "day"),
	CONSTRAINT "completions_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null')),
	CONSTRAINT "completions_superseded_at_number" CHECK(typeof("superseded_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_completions`("id", "enrolment_id", "person_id", "cohort_id", "day", "known_at", "superseded_at") SELECT "id", "enrolment_id", "person_id", "cohort_id", "day", "known_at", "superseded_at" FROM `completions`;--> statement-breakpoint
DROP TABLE `completions`;--> statement-breakpoint
ALTER TABLE `__new_completions` RENAME TO `completions`;--> statement-breakpoint
CREATE INDEX `completions_by_day` ON `completions` (`day`);--> statement-breakpoint
CREATE INDEX `completions_of_person` ON `completions` (`person_id`);--> statement-breakpoint
CREATE INDEX `completions_of_cohort` ON `completions` (`cohort_id`);--> statement-breakpoint
CREATE INDEX `completions_of_enrolment` ON `completions` (`enrolment_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `completions_one_believed` ON `completions` (`enrolment_id`) WHERE "completions"."superseded_at" IS NULL;--> statement-breakpoint
CREATE TABLE `__new_corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`household_id` text NOT NULL,
	`person_id` text,
	`kind` text NOT NULL,
	`says` text NOT NULL,
	`account_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "corrections_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "corrections_household_id_id" CHECK(length("household_id") BETWEEN 1 AND 64),
	CONSTRAINT "corrections_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "corrections_kind_one_of" CHECK("kind" IN ('registration', 'monitoring', 'membership', 'residence')),
	CONSTRAINT "corrections_says_words" CHECK(length("says") <= 20000),
	CONSTRAINT "corrections_account_id_id" CHECK(length("account_id") BETWEEN 1 AND 64),
	CONSTRAINT "corrections_reason_words" CHECK(length("reason") <= 20000),
	CONSTRAINT "corrections_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_corrections`("id", "household_id", "person_id", "kind", "says", "account_id", "reason", "at") SELECT "id", "household_id", "person_id", "kind", "says", "account_id", "reason", "at" FROM `corrections`;--> statement-breakpoint
DROP TABLE `corrections`;--> statement-breakpoint
ALTER TABLE `__new_corrections` RENAME TO `corrections`;--> statement-breakpoint
CREATE INDEX `corrections_of_household` ON `corrections` (`household_id`);--> statement-breakpoint
CREATE INDEX `corrections_of_person` ON `corrections` (`person_id`);--> statement-breakpoint
CREATE TABLE `__new_households` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`county_code` text NOT NULL,
	`region_code` text NOT NULL,
	`known_at` integer NOT NULL,
	CONSTRAINT "households_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "households_number_line" CHECK(length("number") <= 400),
	CONSTRAINT "households_county_code_place" CHECK(length("county_code") BETWEEN 2 AND 12 AND "county_code" NOT GLOB '*[^0-9]*'),
	CONSTRAINT "households_region_code_place" CHECK(length("region_code") BETWEEN 2 AND 12 AND "region_code" NOT GLOB '*[^0-9]*'),
	CONSTRAINT "households_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_households`("id", "number", "county_code", "region_code", "known_at") SELECT "id", "number", "county_code", "region_code", "known_at" FROM `households`;--> statement-breakpoint
DROP TABLE `households`;--> statement-breakpoint
ALTER TABLE `__new_households` RENAME TO `households`;--> statement-breakpoint
CREATE UNIQUE INDEX `households_one_a_number` ON `households` (`county_code`,`number`);--> statement-breakpoint
CREATE INDEX `households_by_region` ON `households` (`region_code`);--> statement-breakpoint
CREATE INDEX `households_by_number` ON `households` (`number`);--> statement-breakpoint
CREATE TABLE `__new_memberships` (
	`id` text PRIMARY KEY NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	`person_id` text NOT NULL,
	`household_id` text NOT NULL,
	`relation` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "memberships_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "memberships_from_day_day" CHECK("from_day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("from_day") IS "from_day"),
	CONSTRAINT "memberships_to_day_day" CHECK("to_day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("to_day") IS "to_day"),
	CONSTRAINT "memberships_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null')),
	CONSTRAINT "memberships_superseded_at_number" CHECK(typeof("superseded_at") IN ('integer', 'null')),
	CONSTRAINT "memberships_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "memberships_household_id_id" CHECK(length("household_id") BETWEEN 1 AND 64),
	CONSTRAINT "memberships_relation_line" CHECK(length("relation") <= 400),
	CONSTRAINT "memberships_ends_after_it_begins" CHECK("to_day" > "from_day")
);
--> statement-breakpoint
INSERT INTO `__new_memberships`("id", "from_day", "to_day", "known_at", "superseded_at", "person_id", "household_id", "relation") SELECT "id", "from_day", "to_day", "known_at", "superseded_at", "person_id", "household_id", "relation" FROM `memberships`;--> statement-breakpoint
DROP TABLE `memberships`;--> statement-breakpoint
ALTER TABLE `__new_memberships` RENAME TO `memberships`;--> statement-breakpoint
CREATE INDEX `memberships_of_person` ON `memberships` (`person_id`);--> statement-breakpoint
CREATE INDEX `memberships_of_household` ON `memberships` (`household_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_one_current` ON `memberships` (`person_id`) WHERE "memberships"."to_day" IS NULL AND "memberships"."superseded_at" IS NULL;--> statement-breakpoint
CREATE TABLE `__new_monitorings` (
	`id` text PRIMARY KEY NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	`household_id` text NOT NULL,
	`kind` text NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "monitorings_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "monitorings_from_day_day" CHECK("from_day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("from_day") IS "from_day"),
	CONSTRAINT "monitorings_to_day_day" CHECK("to_day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("to_day") IS "to_day"),
	CONSTRAINT "monitorings_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null')),
	CONSTRAINT "monitorings_superseded_at_number" CHECK(typeof("superseded_at") IN ('integer', 'null')),
	CONSTRAINT "monitorings_household_id_id" CHECK(length("household_id") BETWEEN 1 AND 64),
	CONSTRAINT "monitorings_kind_one_of" CHECK("kind" IN ('none', 'unstable', 'marginal', 'sudden', 'cleared')),
	CONSTRAINT "monitorings_ends_after_it_begins" CHECK("to_day" > "from_day")
);
--> statement-breakpoint
INSERT INTO `__new_monitorings`("id", "from_day", "to_day", "known_at", "superseded_at", "household_id", "kind") SELECT "id", "from_day", "to_day", "known_at", "superseded_at", "household_id", "kind" FROM `monitorings`;--> statement-breakpoint
DROP TABLE `monitorings`;--> statement-breakpoint
ALTER TABLE `__new_monitorings` RENAME TO `monitorings`;--> statement-breakpoint
CREATE INDEX `monitorings_of_household` ON `monitorings` (`household_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `monitorings_one_current` ON `monitorings` (`household_id`) WHERE "monitorings"."to_day" IS NULL AND "monitorings"."superseded_at" IS NULL;--> statement-breakpoint
CREATE TABLE `__new_registrations` (
	`id` text PRIMARY KEY NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	`household_id` text NOT NULL,
	`status` text NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "registrations_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "registrations_from_day_day" CHECK("from_day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("from_day") IS "from_day"),
	CONSTRAINT "registrations_to_day_day" CHECK("to_day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("to_day") IS "to_day"),
	CONSTRAINT "registrations_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null')),
	CONSTRAINT "registrations_superseded_at_number" CHECK(typeof("superseded_at") IN ('integer', 'null')),
	CONSTRAINT "registrations_household_id_id" CHECK(length("household_id") BETWEEN 1 AND 64),
	CONSTRAINT "registrations_status_one_of" CHECK("status" IN ('none', 'registered', 'lifted', 'returned')),
	CONSTRAINT "registrations_ends_after_it_begins" CHECK("to_day" > "from_day")
);
--> statement-breakpoint
INSERT INTO `__new_registrations`("id", "from_day", "to_day", "known_at", "superseded_at", "household_id", "status") SELECT "id", "from_day", "to_day", "known_at", "superseded_at", "household_id", "status" FROM `registrations`;--> statement-breakpoint
DROP TABLE `registrations`;--> statement-breakpoint
ALTER TABLE `__new_registrations` RENAME TO `registrations`;--> statement-breakpoint
CREATE INDEX `registrations_of_household` ON `registrations` (`household_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `registrations_one_current` ON `registrations` (`household_id`) WHERE "registrations"."to_day" IS NULL AND "registrations"."superseded_at" IS NULL;--> statement-breakpoint
CREATE TABLE `__new_residences` (
	`id` text PRIMARY KEY NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	`subject_id` text NOT NULL,
	`region_code` text NOT NULL,
	CONSTRAINT "residences_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "residences_from_day_day" CHECK("from_day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("from_day") IS "from_day"),
	CONSTRAINT "residences_to_day_day" CHECK("to_day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("to_day") IS "to_day"),
	CONSTRAINT "residences_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null')),
	CONSTRAINT "residences_superseded_at_number" CHECK(typeof("superseded_at") IN ('integer', 'null')),
	CONSTRAINT "residences_subject_id_id" CHECK(length("subject_id") BETWEEN 1 AND 64),
	CONSTRAINT "residences_region_code_place" CHECK(length("region_code") BETWEEN 2 AND 12 AND "region_code" NOT GLOB '*[^0-9]*'),
	CONSTRAINT "residences_ends_after_it_begins" CHECK("to_day" > "from_day")
);
--> statement-breakpoint
INSERT INTO `__new_residences`("id", "from_day", "to_day", "known_at", "superseded_at", "subject_id", "region_code") SELECT "id", "from_day", "to_day", "known_at", "superseded_at", "subject_id", "region_code" FROM `residences`;--> statement-breakpoint
DROP TABLE `residences`;--> statement-breakpoint
ALTER TABLE `__new_residences` RENAME TO `residences`;--> statement-breakpoint
CREATE INDEX `residences_of_subject` ON `residences` (`subject_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `residences_one_current` ON `residences` (`subject_id`) WHERE "residences"."to_day" IS NULL AND "residences"."superseded_at" IS NULL;--> statement-breakpoint
CREATE TABLE `__new_pairing_messages` (
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
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`picture_id`) REFERENCES `shop_files`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pairing_messages_number_number" CHECK(typeof("number") IN ('integer', 'null')),
	CONSTRAINT "pairing_messages_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "pairing_messages_pairing_id_id" CHECK(length("pairing_id") BETWEEN 1 AND 64),
	CONSTRAINT "pairing_messages_side_one_of" CHECK("side" IN ('west', 'east')),
	CONSTRAINT "pairing_messages_text_words" CHECK(length("text") <= 20000),
	CONSTRAINT "pairing_messages_picture_id_id" CHECK(length("picture_id") BETWEEN 1 AND 64),
	CONSTRAINT "pairing_messages_sequence_number" CHECK(typeof("sequence") IN ('integer', 'null')),
	CONSTRAINT "pairing_messages_at_number" CHECK(typeof("at") IN ('integer', 'null')),
	CONSTRAINT "pairing_messages_reported_by_one_of" CHECK("reported_by" IN ('west', 'east')),
	CONSTRAINT "pairing_messages_report_reason_words" CHECK(length("report_reason") <= 20000),
	CONSTRAINT "pairing_messages_reported_at_number" CHECK(typeof("reported_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_pairing_messages`("number", "id", "pairing_id", "side", "text", "picture_id", "device", "sequence", "at", "reported_by", "report_reason", "reported_at") SELECT "number", "id", "pairing_id", "side", "text", "picture_id", "device", "sequence", "at", "reported_by", "report_reason", "reported_at" FROM `pairing_messages`;--> statement-breakpoint
DROP TABLE `pairing_messages`;--> statement-breakpoint
ALTER TABLE `__new_pairing_messages` RENAME TO `pairing_messages`;--> statement-breakpoint
CREATE UNIQUE INDEX `pairing_messages_id_unique` ON `pairing_messages` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `pairing_messages_once` ON `pairing_messages` (`pairing_id`,`device`,`sequence`);--> statement-breakpoint
CREATE INDEX `pairing_messages_reported` ON `pairing_messages` (`reported_at`);--> statement-breakpoint
CREATE INDEX `pairing_messages_of_picture` ON `pairing_messages` (`picture_id`);--> statement-breakpoint
CREATE TABLE `__new_shop_people` (
	`id` text PRIMARY KEY NOT NULL,
	`shop_id` text NOT NULL,
	`certificate_id` text NOT NULL,
	`by` text NOT NULL,
	`added_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificates`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shop_people_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "shop_people_shop_id_id" CHECK(length("shop_id") BETWEEN 1 AND 64),
	CONSTRAINT "shop_people_certificate_id_id" CHECK(length("certificate_id") BETWEEN 1 AND 64),
	CONSTRAINT "shop_people_added_at_number" CHECK(typeof("added_at") IN ('integer', 'null')),
	CONSTRAINT "shop_people_removed_at_number" CHECK(typeof("removed_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_shop_people`("id", "shop_id", "certificate_id", "by", "added_at", "removed_at") SELECT "id", "shop_id", "certificate_id", "by", "added_at", "removed_at" FROM `shop_people`;--> statement-breakpoint
DROP TABLE `shop_people`;--> statement-breakpoint
ALTER TABLE `__new_shop_people` RENAME TO `shop_people`;--> statement-breakpoint
CREATE INDEX `shop_people_of_shop` ON `shop_people` (`shop_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `shop_people_one_current` ON `shop_people` (`shop_id`,`certificate_id`) WHERE "shop_people"."removed_at" IS NULL;--> statement-breakpoint
CREATE TABLE `__new_shop_results` (
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
	`confirmed_by` text,
	`confirmed_at` integer,
	`superseded_at` integer,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proof_file_id`) REFERENCES `shop_files`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shop_results_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "shop_results_shop_id_id" CHECK(length("shop_id") BETWEEN 1 AND 64),
	CONSTRAINT "shop_results_month_month" CHECK("month" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "shop_results_sales_number" CHECK(typeof("sales") IN ('integer', 'null')),
	CONSTRAINT "shop_results_orders_number" CHECK(typeof("orders") IN ('integer', 'null')),
	CONSTRAINT "shop_results_employed_number" CHECK(typeof("employed") IN ('integer', 'null')),
	CONSTRAINT "shop_results_employed_registered_number" CHECK(typeof("employed_registered") IN ('integer', 'null')),
	CONSTRAINT "shop_results_bought_by_east_number" CHECK(typeof("bought_by_east") IN ('integer', 'null')),
	CONSTRAINT "shop_results_source_one_of" CHECK("source" IN ('told', 'proved', 'confirmed')),
	CONSTRAINT "shop_results_proof_file_id_id" CHECK(length("proof_file_id") BETWEEN 1 AND 64),
	CONSTRAINT "shop_results_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null')),
	CONSTRAINT "shop_results_confirmed_at_number" CHECK(typeof("confirmed_at") IN ('integer', 'null')),
	CONSTRAINT "shop_results_superseded_at_number" CHECK(typeof("superseded_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_shop_results`("id", "shop_id", "month", "sales", "orders", "employed", "employed_registered", "bought_by_east", "source", "proof_file_id", "by", "known_at", "confirmed_by", "confirmed_at", "superseded_at") SELECT "id", "shop_id", "month", "sales", "orders", "employed", "employed_registered", "bought_by_east", "source", "proof_file_id", "by", "known_at", "confirmed_by", "confirmed_at", "superseded_at" FROM `shop_results`;--> statement-breakpoint
DROP TABLE `shop_results`;--> statement-breakpoint
ALTER TABLE `__new_shop_results` RENAME TO `shop_results`;--> statement-breakpoint
CREATE INDEX `shop_results_by_month` ON `shop_results` (`shop_id`,`month`);--> statement-breakpoint
CREATE UNIQUE INDEX `shop_results_one_current` ON `shop_results` (`shop_id`,`month`) WHERE "shop_results"."superseded_at" IS NULL;--> statement-breakpoint
CREATE TABLE `__new_deadlines` (
	`workflow_id` text NOT NULL,
	`name` text NOT NULL,
	`due_at` integer NOT NULL,
	`event` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`retry_at` integer,
	`last_fault` text,
	PRIMARY KEY(`workflow_id`, `name`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "deadlines_workflow_id_id" CHECK(length("workflow_id") BETWEEN 1 AND 64),
	CONSTRAINT "deadlines_name_line" CHECK(length("name") <= 400),
	CONSTRAINT "deadlines_due_at_number" CHECK(typeof("due_at") IN ('integer', 'null')),
	CONSTRAINT "deadlines_event_json" CHECK(json_valid("event")),
	CONSTRAINT "deadlines_attempts_number" CHECK(typeof("attempts") IN ('integer', 'null')),
	CONSTRAINT "deadlines_retry_at_number" CHECK(typeof("retry_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_deadlines`("workflow_id", "name", "due_at", "event", "attempts", "retry_at", "last_fault") SELECT "workflow_id", "name", "due_at", "event", "attempts", "retry_at", "last_fault" FROM `deadlines`;--> statement-breakpoint
DROP TABLE `deadlines`;--> statement-breakpoint
ALTER TABLE `__new_deadlines` RENAME TO `deadlines`;--> statement-breakpoint
CREATE INDEX `deadlines_due` ON `deadlines` (`due_at`);--> statement-breakpoint
CREATE INDEX `deadlines_tried` ON `deadlines` (`attempts`);--> statement-breakpoint
CREATE TABLE `__new_slips` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "slips_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "slips_account_id_id" CHECK(length("account_id") BETWEEN 1 AND 64),
	CONSTRAINT "slips_issued_at_number" CHECK(typeof("issued_at") IN ('integer', 'null')),
	CONSTRAINT "slips_expires_at_number" CHECK(typeof("expires_at") IN ('integer', 'null')),
	CONSTRAINT "slips_used_at_number" CHECK(typeof("used_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_slips`("id", "account_id", "code_hash", "issued_by", "issued_at", "expires_at", "used_at") SELECT "id", "account_id", "code_hash", "issued_by", "issued_at", "expires_at", "used_at" FROM `slips`;--> statement-breakpoint
DROP TABLE `slips`;--> statement-breakpoint
ALTER TABLE `__new_slips` RENAME TO `slips`;--> statement-breakpoint
CREATE UNIQUE INDEX `slips_by_code` ON `slips` (`code_hash`);--> statement-breakpoint
CREATE INDEX `slips_of_account` ON `slips` (`account_id`);--> statement-breakpoint
CREATE TABLE `__new_certificates` (
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
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "certificates_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "certificates_code_line" CHECK(length("code") <= 400),
	CONSTRAINT "certificates_number_line" CHECK(length("number") <= 400),
	CONSTRAINT "certificates_enrolment_id_id" CHECK(length("enrolment_id") BETWEEN 1 AND 64),
	CONSTRAINT "certificates_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "certificates_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "certificates_issued_on_day" CHECK("issued_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("issued_on") IS "issued_on"),
	CONSTRAINT "certificates_content_json" CHECK(json_valid("content")),
	CONSTRAINT "certificates_issued_at_number" CHECK(typeof("issued_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_certificates`("id", "code", "number", "enrolment_id", "person_id", "cohort_id", "issued_on", "content", "issued_at") SELECT "id", "code", "number", "enrolment_id", "person_id", "cohort_id", "issued_on", "content", "issued_at" FROM `certificates`;--> statement-breakpoint
DROP TABLE `certificates`;--> statement-breakpoint
ALTER TABLE `__new_certificates` RENAME TO `certificates`;--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_by_code` ON `certificates` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_by_number` ON `certificates` (`number`);--> statement-breakpoint
CREATE INDEX `certificates_of_enrolment` ON `certificates` (`enrolment_id`);--> statement-breakpoint
CREATE INDEX `certificates_of_person` ON `certificates` (`person_id`);--> statement-breakpoint
CREATE TABLE `__new_attendance_marks` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`enrolment_id` text NOT NULL,
	`mark` text NOT NULL,
	`how` text NOT NULL,
	`reason` text,
	`marked_by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `class_sessions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`enrolment_id`) REFERENCES `enrolments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attendance_marks_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "attendance_marks_session_id_id" CHECK(length("session_id") BETWEEN 1 AND 64),
	CONSTRAINT "attendance_marks_enrolment_id_id" CHECK(length("enrolment_id") BETWEEN 1 AND 64),
	CONSTRAINT "attendance_marks_mark_one_of" CHECK("mark" IN ('present', 'late', 'absent', 'excused')),
	CONSTRAINT "attendance_marks_how_one_of" CHECK("how" IN ('list', 'visit', 'paper')),
	CONSTRAINT "attendance_marks_reason_words" CHECK(length("reason") <= 20000),
	CONSTRAINT "attendance_marks_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_attendance_marks`("id", "session_id", "enrolment_id", "mark", "how", "reason", "marked_by", "at") SELECT "id", "session_id", "enrolment_id", "mark", "how", "reason", "marked_by", "at" FROM `attendance_marks`;--> statement-breakpoint
DROP TABLE `attendance_marks`;--> statement-breakpoint
ALTER TABLE `__new_attendance_marks` RENAME TO `attendance_marks`;--> statement-breakpoint
CREATE INDEX `attendance_marks_of_enrolment` ON `attendance_marks` (`enrolment_id`,`session_id`);--> statement-breakpoint
CREATE INDEX `attendance_marks_of_session` ON `attendance_marks` (`session_id`);--> statement-breakpoint
CREATE TABLE `__new_class_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`day` text NOT NULL,
	`starts_at` text NOT NULL,
	`topic` text NOT NULL,
	`place` text NOT NULL,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "class_sessions_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "class_sessions_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "class_sessions_day_day" CHECK("day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("day") IS "day"),
	CONSTRAINT "class_sessions_topic_line" CHECK(length("topic") <= 400),
	CONSTRAINT "class_sessions_place_line" CHECK(length("place") <= 400)
);
--> statement-breakpoint
INSERT INTO `__new_class_sessions`("id", "cohort_id", "day", "starts_at", "topic", "place") SELECT "id", "cohort_id", "day", "starts_at", "topic", "place" FROM `class_sessions`;--> statement-breakpoint
DROP TABLE `class_sessions`;--> statement-breakpoint
ALTER TABLE `__new_class_sessions` RENAME TO `class_sessions`;--> statement-breakpoint
CREATE INDEX `class_sessions_of_cohort` ON `class_sessions` (`cohort_id`,`day`);--> statement-breakpoint
CREATE TABLE `__new_cohorts` (
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
	FOREIGN KEY (`course_version_id`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cohorts_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "cohorts_number_number" CHECK(typeof("number") IN ('integer', 'null')),
	CONSTRAINT "cohorts_name_line" CHECK(length("name") <= 400),
	CONSTRAINT "cohorts_tier_one_of" CHECK("tier" IN ('leadership', 'township', 'entrepreneur')),
	CONSTRAINT "cohorts_course_version_id_id" CHECK(length("course_version_id") BETWEEN 1 AND 64),
	CONSTRAINT "cohorts_county_code_place" CHECK(length("county_code") BETWEEN 2 AND 12 AND "county_code" NOT GLOB '*[^0-9]*'),
	CONSTRAINT "cohorts_region_code_place" CHECK(length("region_code") BETWEEN 2 AND 12 AND "region_code" NOT GLOB '*[^0-9]*'),
	CONSTRAINT "cohorts_place_line" CHECK(length("place") <= 400),
	CONSTRAINT "cohorts_starts_on_day" CHECK("starts_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("starts_on") IS "starts_on"),
	CONSTRAINT "cohorts_ends_on_day" CHECK("ends_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("ends_on") IS "ends_on"),
	CONSTRAINT "cohorts_attendance_required_number" CHECK(typeof("attendance_required") IN ('integer', 'null')),
	CONSTRAINT "cohorts_ends_after_it_starts" CHECK("ends_on" >= "starts_on")
);
--> statement-breakpoint
INSERT INTO `__new_cohorts`("id", "number", "name", "tier", "course_version_id", "county_code", "region_code", "place", "starts_on", "ends_on", "attendance_required") SELECT "id", "number", "name", "tier", "course_version_id", "county_code", "region_code", "place", "starts_on", "ends_on", "attendance_required" FROM `cohorts`;--> statement-breakpoint
DROP TABLE `cohorts`;--> statement-breakpoint
ALTER TABLE `__new_cohorts` RENAME TO `cohorts`;--> statement-breakpoint
CREATE UNIQUE INDEX `cohorts_one_a_number` ON `cohorts` (`county_code`,`number`);--> statement-breakpoint
CREATE INDEX `cohorts_by_region` ON `cohorts` (`region_code`);--> statement-breakpoint
CREATE TABLE `__new_course_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`course_slug` text NOT NULL,
	`title` text NOT NULL,
	`tier` text NOT NULL,
	`content_hash` text NOT NULL,
	`content` text NOT NULL,
	`published_at` integer NOT NULL,
	CONSTRAINT "course_versions_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "course_versions_title_line" CHECK(length("title") <= 400),
	CONSTRAINT "course_versions_tier_one_of" CHECK("tier" IN ('leadership', 'township', 'entrepreneur')),
	CONSTRAINT "course_versions_content_json" CHECK(json_valid("content")),
	CONSTRAINT "course_versions_published_at_number" CHECK(typeof("published_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_course_versions`("id", "course_slug", "title", "tier", "content_hash", "content", "published_at") SELECT "id", "course_slug", "title", "tier", "content_hash", "content", "published_at" FROM `course_versions`;--> statement-breakpoint
DROP TABLE `course_versions`;--> statement-breakpoint
ALTER TABLE `__new_course_versions` RENAME TO `course_versions`;--> statement-breakpoint
CREATE UNIQUE INDEX `course_versions_once` ON `course_versions` (`course_slug`,`content_hash`);--> statement-breakpoint
CREATE TABLE `__new_enrolments` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`person_id` text NOT NULL,
	`enrolled_at` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "enrolments_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "enrolments_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "enrolments_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "enrolments_enrolled_at_number" CHECK(typeof("enrolled_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_enrolments`("id", "cohort_id", "person_id", "enrolled_at") SELECT "id", "cohort_id", "person_id", "enrolled_at" FROM `enrolments`;--> statement-breakpoint
DROP TABLE `enrolments`;--> statement-breakpoint
ALTER TABLE `__new_enrolments` RENAME TO `enrolments`;--> statement-breakpoint
CREATE UNIQUE INDEX `enrolments_once` ON `enrolments` (`cohort_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `enrolments_of_person` ON `enrolments` (`person_id`);--> statement-breakpoint
CREATE TABLE `__new_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`question_id` text NOT NULL,
	`chosen` text NOT NULL,
	`device` text NOT NULL,
	`sequence` integer NOT NULL,
	`given_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`standing` text NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "answers_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "answers_attempt_id_id" CHECK(length("attempt_id") BETWEEN 1 AND 64),
	CONSTRAINT "answers_question_id_id" CHECK(length("question_id") BETWEEN 1 AND 64),
	CONSTRAINT "answers_chosen_json" CHECK(json_valid("chosen")),
	CONSTRAINT "answers_sequence_number" CHECK(typeof("sequence") IN ('integer', 'null')),
	CONSTRAINT "answers_given_at_number" CHECK(typeof("given_at") IN ('integer', 'null')),
	CONSTRAINT "answers_received_at_number" CHECK(typeof("received_at") IN ('integer', 'null')),
	CONSTRAINT "answers_standing_one_of" CHECK("standing" IN ('inTime', 'lateCounted', 'lateKept'))
);
--> statement-breakpoint
INSERT INTO `__new_answers`("id", "attempt_id", "question_id", "chosen", "device", "sequence", "given_at", "received_at", "standing") SELECT "id", "attempt_id", "question_id", "chosen", "device", "sequence", "given_at", "received_at", "standing" FROM `answers`;--> statement-breakpoint
DROP TABLE `answers`;--> statement-breakpoint
ALTER TABLE `__new_answers` RENAME TO `answers`;--> statement-breakpoint
CREATE UNIQUE INDEX `answers_once` ON `answers` (`attempt_id`,`device`,`sequence`);--> statement-breakpoint
CREATE TABLE `__new_exams` (
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
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "exams_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "exams_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "exams_title_line" CHECK(length("title") <= 400),
	CONSTRAINT "exams_single_number" CHECK(typeof("single") IN ('integer', 'null')),
	CONSTRAINT "exams_multiple_number" CHECK(typeof("multiple") IN ('integer', 'null')),
	CONSTRAINT "exams_true_false_number" CHECK(typeof("true_false") IN ('integer', 'null')),
	CONSTRAINT "exams_minutes_number" CHECK(typeof("minutes") IN ('integer', 'null')),
	CONSTRAINT "exams_pass_mark_number" CHECK(typeof("pass_mark") IN ('integer', 'null')),
	CONSTRAINT "exams_attempts_allowed_number" CHECK(typeof("attempts_allowed") IN ('integer', 'null')),
	CONSTRAINT "exams_opens_at_number" CHECK(typeof("opens_at") IN ('integer', 'null')),
	CONSTRAINT "exams_closes_at_number" CHECK(typeof("closes_at") IN ('integer', 'null')),
	CONSTRAINT "exams_closes_after_it_opens" CHECK("closes_at" > "opens_at")
);
--> statement-breakpoint
INSERT INTO `__new_exams`("id", "cohort_id", "title", "single", "multiple", "true_false", "minutes", "pass_mark", "attempts_allowed", "opens_at", "closes_at") SELECT "id", "cohort_id", "title", "single", "multiple", "true_false", "minutes", "pass_mark", "attempts_allowed", "opens_at", "closes_at" FROM `exams`;--> statement-breakpoint
DROP TABLE `exams`;--> statement-breakpoint
ALTER TABLE `__new_exams` RENAME TO `exams`;--> statement-breakpoint
CREATE UNIQUE INDEX `exams_cohort_id_unique` ON `exams` (`cohort_id`);--> statement-breakpoint
CREATE TABLE `__new_looks` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`field` text NOT NULL,
	`account_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "looks_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "looks_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "looks_field_one_of" CHECK("field" IN ('idNumber', 'phone')),
	CONSTRAINT "looks_account_id_id" CHECK(length("account_id") BETWEEN 1 AND 64),
	CONSTRAINT "looks_reason_words" CHECK(length("reason") <= 20000),
	CONSTRAINT "looks_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_looks`("id", "person_id", "field", "account_id", "reason", "at") SELECT "id", "person_id", "field", "account_id", "reason", "at" FROM `looks`;--> statement-breakpoint
DROP TABLE `looks`;--> statement-breakpoint
ALTER TABLE `__new_looks` RENAME TO `looks`;--> statement-breakpoint
CREATE INDEX `looks_at_person` ON `looks` (`person_id`);--> statement-breakpoint
CREATE TABLE `__new_name_variants` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`known_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "name_variants_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "name_variants_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "name_variants_name_line" CHECK(length("name") <= 400),
	CONSTRAINT "name_variants_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_name_variants`("id", "person_id", "name", "known_at") SELECT "id", "person_id", "name", "known_at" FROM `name_variants`;--> statement-breakpoint
DROP TABLE `name_variants`;--> statement-breakpoint
ALTER TABLE `__new_name_variants` RENAME TO `name_variants`;--> statement-breakpoint
CREATE UNIQUE INDEX `name_variants_once` ON `name_variants` (`person_id`,`name`);--> statement-breakpoint
CREATE TABLE `__new_lesson_marks` (
	`person_id` text NOT NULL,
	`course_slug` text NOT NULL,
	`lesson_slug` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`marked_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `course_slug`, `lesson_slug`, `key`),
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "lesson_marks_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "lesson_marks_marked_at_number" CHECK(typeof("marked_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_lesson_marks`("person_id", "course_slug", "lesson_slug", "key", "value", "marked_at") SELECT "person_id", "course_slug", "lesson_slug", "key", "value", "marked_at" FROM `lesson_marks`;--> statement-breakpoint
DROP TABLE `lesson_marks`;--> statement-breakpoint
ALTER TABLE `__new_lesson_marks` RENAME TO `lesson_marks`;--> statement-breakpoint
CREATE TABLE `__new_lesson_renders` (
	`hash` text PRIMARY KEY NOT NULL,
	`lesson` text NOT NULL,
	`made_at` integer NOT NULL,
	CONSTRAINT "lesson_renders_lesson_json" CHECK(json_valid("lesson")),
	CONSTRAINT "lesson_renders_made_at_number" CHECK(typeof("made_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_lesson_renders`("hash", "lesson", "made_at") SELECT "hash", "lesson", "made_at" FROM `lesson_renders`;--> statement-breakpoint
DROP TABLE `lesson_renders`;--> statement-breakpoint
ALTER TABLE `__new_lesson_renders` RENAME TO `lesson_renders`;--> statement-breakpoint
CREATE TABLE `__new_section_progress` (
	`person_id` text NOT NULL,
	`course_slug` text NOT NULL,
	`lesson_slug` text NOT NULL,
	`section` text NOT NULL,
	`first_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `course_slug`, `lesson_slug`, `section`),
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "section_progress_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "section_progress_first_at_number" CHECK(typeof("first_at") IN ('integer', 'null')),
	CONSTRAINT "section_progress_received_at_number" CHECK(typeof("received_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_section_progress`("person_id", "course_slug", "lesson_slug", "section", "first_at", "received_at") SELECT "person_id", "course_slug", "lesson_slug", "section", "first_at", "received_at" FROM `section_progress`;--> statement-breakpoint
DROP TABLE `section_progress`;--> statement-breakpoint
ALTER TABLE `__new_section_progress` RENAME TO `section_progress`;--> statement-breakpoint
CREATE INDEX `section_progress_of_person` ON `section_progress` (`person_id`,`received_at`);--> statement-breakpoint
CREATE TABLE `__new_assessments` (
	`pairing_id` text NOT NULL,
	`side` text NOT NULL,
	`helped` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`pairing_id`, `side`),
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assessments_pairing_id_id" CHECK(length("pairing_id") BETWEEN 1 AND 64),
	CONSTRAINT "assessments_side_one_of" CHECK("side" IN ('west', 'east')),
	CONSTRAINT "assessments_helped_one_of" CHECK("helped" IN ('much', 'some', 'little')),
	CONSTRAINT "assessments_words_words" CHECK(length("words") <= 20000),
	CONSTRAINT "assessments_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_assessments`("pairing_id", "side", "helped", "words", "at") SELECT "pairing_id", "side", "helped", "words", "at" FROM `assessments`;--> statement-breakpoint
DROP TABLE `assessments`;--> statement-breakpoint
ALTER TABLE `__new_assessments` RENAME TO `assessments`;--> statement-breakpoint
CREATE TABLE `__new_check_ins` (
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
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`picture_id`) REFERENCES `shop_files`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voice_id`) REFERENCES `shop_files`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "check_ins_number_number" CHECK(typeof("number") IN ('integer', 'null')),
	CONSTRAINT "check_ins_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "check_ins_pairing_id_id" CHECK(length("pairing_id") BETWEEN 1 AND 64),
	CONSTRAINT "check_ins_side_one_of" CHECK("side" IN ('west', 'east')),
	CONSTRAINT "check_ins_period_number" CHECK(typeof("period") IN ('integer', 'null')),
	CONSTRAINT "check_ins_contacted_yes_or_no" CHECK("contacted" IN (0, 1)),
	CONSTRAINT "check_ins_done_words" CHECK(length("done") <= 20000),
	CONSTRAINT "check_ins_next_words" CHECK(length("next") <= 20000),
	CONSTRAINT "check_ins_mood_one_of" CHECK("mood" IN ('well', 'slowly', 'stuck')),
	CONSTRAINT "check_ins_about_other_words" CHECK(length("about_other") <= 20000),
	CONSTRAINT "check_ins_picture_id_id" CHECK(length("picture_id") BETWEEN 1 AND 64),
	CONSTRAINT "check_ins_voice_id_id" CHECK(length("voice_id") BETWEEN 1 AND 64),
	CONSTRAINT "check_ins_sequence_number" CHECK(typeof("sequence") IN ('integer', 'null')),
	CONSTRAINT "check_ins_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_check_ins`("number", "id", "pairing_id", "side", "period", "contacted", "done", "next", "mood", "about_other", "picture_id", "voice_id", "device", "sequence", "by", "at") SELECT "number", "id", "pairing_id", "side", "period", "contacted", "done", "next", "mood", "about_other", "picture_id", "voice_id", "device", "sequence", "by", "at" FROM `check_ins`;--> statement-breakpoint
DROP TABLE `check_ins`;--> statement-breakpoint
ALTER TABLE `__new_check_ins` RENAME TO `check_ins`;--> statement-breakpoint
CREATE UNIQUE INDEX `check_ins_id_unique` ON `check_ins` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `check_ins_once` ON `check_ins` (`pairing_id`,`device`,`sequence`);--> statement-breakpoint
CREATE INDEX `check_ins_of_period` ON `check_ins` (`pairing_id`,`period`);--> statement-breakpoint
CREATE TABLE `__new_message_settlements` (
	`message_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`message_id`) REFERENCES `pairing_messages`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "message_settlements_message_id_id" CHECK(length("message_id") BETWEEN 1 AND 64),
	CONSTRAINT "message_settlements_reason_words" CHECK(length("reason") <= 20000),
	CONSTRAINT "message_settlements_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_message_settlements`("message_id", "reason", "by", "at") SELECT "message_id", "reason", "by", "at" FROM `message_settlements`;--> statement-breakpoint
DROP TABLE `message_settlements`;--> statement-breakpoint
ALTER TABLE `__new_message_settlements` RENAME TO `message_settlements`;--> statement-breakpoint
CREATE TABLE `__new_pairing_goals` (
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
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proof_file_id`) REFERENCES `shop_files`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pairing_goals_pairing_id_id" CHECK(length("pairing_id") BETWEEN 1 AND 64),
	CONSTRAINT "pairing_goals_template_version_number" CHECK(typeof("template_version") IN ('integer', 'null')),
	CONSTRAINT "pairing_goals_title_line" CHECK(length("title") <= 400),
	CONSTRAINT "pairing_goals_due_on_day" CHECK("due_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("due_on") IS "due_on"),
	CONSTRAINT "pairing_goals_proof_kind_one_of" CHECK("proof_kind" IN ('link', 'picture', 'figure')),
	CONSTRAINT "pairing_goals_proof_words" CHECK(length("proof") <= 20000),
	CONSTRAINT "pairing_goals_proof_file_id_id" CHECK(length("proof_file_id") BETWEEN 1 AND 64),
	CONSTRAINT "pairing_goals_reached_on_day" CHECK("reached_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("reached_on") IS "reached_on")
);
--> statement-breakpoint
INSERT INTO `__new_pairing_goals`("pairing_id", "goal", "template_version", "title", "due_on", "proof_kind", "proof", "proof_file_id", "reached_on", "confirmed_by") SELECT "pairing_id", "goal", "template_version", "title", "due_on", "proof_kind", "proof", "proof_file_id", "reached_on", "confirmed_by" FROM `pairing_goals`;--> statement-breakpoint
DROP TABLE `pairing_goals`;--> statement-breakpoint
ALTER TABLE `__new_pairing_goals` RENAME TO `pairing_goals`;--> statement-breakpoint
CREATE TABLE `__new_pairing_rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`weights` text NOT NULL,
	`seed` integer NOT NULL,
	`least_score` integer NOT NULL,
	`accepted` text,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pairing_rounds_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "pairing_rounds_name_line" CHECK(length("name") <= 400),
	CONSTRAINT "pairing_rounds_weights_json" CHECK(json_valid("weights")),
	CONSTRAINT "pairing_rounds_seed_number" CHECK(typeof("seed") IN ('integer', 'null')),
	CONSTRAINT "pairing_rounds_least_score_number" CHECK(typeof("least_score") IN ('integer', 'null')),
	CONSTRAINT "pairing_rounds_accepted_json" CHECK(json_valid("accepted"))
);
--> statement-breakpoint
INSERT INTO `__new_pairing_rounds`("id", "name", "weights", "seed", "least_score", "accepted") SELECT "id", "name", "weights", "seed", "least_score", "accepted" FROM `pairing_rounds`;--> statement-breakpoint
DROP TABLE `pairing_rounds`;--> statement-breakpoint
ALTER TABLE `__new_pairing_rounds` RENAME TO `pairing_rounds`;--> statement-breakpoint
CREATE TABLE `__new_pairings` (
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
	FOREIGN KEY (`east_shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaces_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pairings_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "pairings_round_id_id" CHECK(length("round_id") BETWEEN 1 AND 64),
	CONSTRAINT "pairings_west_shop_id_id" CHECK(length("west_shop_id") BETWEEN 1 AND 64),
	CONSTRAINT "pairings_east_shop_id_id" CHECK(length("east_shop_id") BETWEEN 1 AND 64),
	CONSTRAINT "pairings_pinned_yes_or_no" CHECK("pinned" IN (0, 1)),
	CONSTRAINT "pairings_why_words" CHECK(length("why") <= 20000),
	CONSTRAINT "pairings_score_json" CHECK(json_valid("score")),
	CONSTRAINT "pairings_replaces_id_id" CHECK(length("replaces_id") BETWEEN 1 AND 64),
	CONSTRAINT "pairings_proposed_at_number" CHECK(typeof("proposed_at") IN ('integer', 'null')),
	CONSTRAINT "pairings_west_phone_shown_at_number" CHECK(typeof("west_phone_shown_at") IN ('integer', 'null')),
	CONSTRAINT "pairings_east_phone_shown_at_number" CHECK(typeof("east_phone_shown_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_pairings`("id", "round_id", "west_shop_id", "east_shop_id", "pinned", "why", "score", "replaces_id", "proposed_at", "west_phone_shown_at", "east_phone_shown_at") SELECT "id", "round_id", "west_shop_id", "east_shop_id", "pinned", "why", "score", "replaces_id", "proposed_at", "west_phone_shown_at", "east_phone_shown_at" FROM `pairings`;--> statement-breakpoint
DROP TABLE `pairings`;--> statement-breakpoint
ALTER TABLE `__new_pairings` RENAME TO `pairings`;--> statement-breakpoint
CREATE INDEX `pairings_of_round` ON `pairings` (`round_id`);--> statement-breakpoint
CREATE INDEX `pairings_of_west` ON `pairings` (`west_shop_id`);--> statement-breakpoint
CREATE INDEX `pairings_of_east` ON `pairings` (`east_shop_id`);--> statement-breakpoint
CREATE TABLE `__new_plan_templates` (
	`version` integer PRIMARY KEY NOT NULL,
	`goals` text NOT NULL,
	`why` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	CONSTRAINT "plan_templates_version_number" CHECK(typeof("version") IN ('integer', 'null')),
	CONSTRAINT "plan_templates_goals_json" CHECK(json_valid("goals")),
	CONSTRAINT "plan_templates_why_words" CHECK(length("why") <= 20000),
	CONSTRAINT "plan_templates_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_plan_templates`("version", "goals", "why", "by", "at") SELECT "version", "goals", "why", "by", "at" FROM `plan_templates`;--> statement-breakpoint
DROP TABLE `plan_templates`;--> statement-breakpoint
ALTER TABLE `__new_plan_templates` RENAME TO `plan_templates`;--> statement-breakpoint
CREATE TABLE `__new_rating_fact_strikes` (
	`fact_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`fact_id`) REFERENCES `rating_facts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "rating_fact_strikes_fact_id_id" CHECK(length("fact_id") BETWEEN 1 AND 64),
	CONSTRAINT "rating_fact_strikes_reason_words" CHECK(length("reason") <= 20000),
	CONSTRAINT "rating_fact_strikes_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_rating_fact_strikes`("fact_id", "reason", "by", "at") SELECT "fact_id", "reason", "by", "at" FROM `rating_fact_strikes`;--> statement-breakpoint
DROP TABLE `rating_fact_strikes`;--> statement-breakpoint
ALTER TABLE `__new_rating_fact_strikes` RENAME TO `rating_fact_strikes`;--> statement-breakpoint
CREATE TABLE `__new_rating_facts` (
	`id` text PRIMARY KEY NOT NULL,
	`shop_id` text NOT NULL,
	`kind` text NOT NULL,
	`happened_on` text NOT NULL,
	`words` text NOT NULL,
	`confirmed_by` text NOT NULL,
	`known_at` integer NOT NULL,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "rating_facts_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "rating_facts_shop_id_id" CHECK(length("shop_id") BETWEEN 1 AND 64),
	CONSTRAINT "rating_facts_kind_line" CHECK(length("kind") <= 400),
	CONSTRAINT "rating_facts_happened_on_day" CHECK("happened_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("happened_on") IS "happened_on"),
	CONSTRAINT "rating_facts_words_words" CHECK(length("words") <= 20000),
	CONSTRAINT "rating_facts_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_rating_facts`("id", "shop_id", "kind", "happened_on", "words", "confirmed_by", "known_at") SELECT "id", "shop_id", "kind", "happened_on", "words", "confirmed_by", "known_at" FROM `rating_facts`;--> statement-breakpoint
DROP TABLE `rating_facts`;--> statement-breakpoint
ALTER TABLE `__new_rating_facts` RENAME TO `rating_facts`;--> statement-breakpoint
CREATE INDEX `rating_facts_of_shop` ON `rating_facts` (`shop_id`);--> statement-breakpoint
CREATE TABLE `__new_ratings` (
	`id` text PRIMARY KEY NOT NULL,
	`shop_id` text NOT NULL,
	`rules_version` integer NOT NULL,
	`points` integer NOT NULL,
	`grade` text NOT NULL,
	`facts` text NOT NULL,
	`rated_at` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ratings_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "ratings_shop_id_id" CHECK(length("shop_id") BETWEEN 1 AND 64),
	CONSTRAINT "ratings_rules_version_number" CHECK(typeof("rules_version") IN ('integer', 'null')),
	CONSTRAINT "ratings_points_number" CHECK(typeof("points") IN ('integer', 'null')),
	CONSTRAINT "ratings_grade_one_of" CHECK("grade" IN ('A', 'B', 'C', 'D')),
	CONSTRAINT "ratings_facts_json" CHECK(json_valid("facts")),
	CONSTRAINT "ratings_rated_at_number" CHECK(typeof("rated_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_ratings`("id", "shop_id", "rules_version", "points", "grade", "facts", "rated_at") SELECT "id", "shop_id", "rules_version", "points", "grade", "facts", "rated_at" FROM `ratings`;--> statement-breakpoint
DROP TABLE `ratings`;--> statement-breakpoint
ALTER TABLE `__new_ratings` RENAME TO `ratings`;--> statement-breakpoint
CREATE INDEX `ratings_of_shop` ON `ratings` (`shop_id`);--> statement-breakpoint
CREATE TABLE `__new_round_rulings` (
	`round_id` text NOT NULL,
	`west_shop_id` text NOT NULL,
	`east_shop_id` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`round_id`, `west_shop_id`, `east_shop_id`),
	FOREIGN KEY (`round_id`) REFERENCES `pairing_rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`west_shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`east_shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "round_rulings_round_id_id" CHECK(length("round_id") BETWEEN 1 AND 64),
	CONSTRAINT "round_rulings_west_shop_id_id" CHECK(length("west_shop_id") BETWEEN 1 AND 64),
	CONSTRAINT "round_rulings_east_shop_id_id" CHECK(length("east_shop_id") BETWEEN 1 AND 64),
	CONSTRAINT "round_rulings_kind_one_of" CHECK("kind" IN ('pin', 'conflict')),
	CONSTRAINT "round_rulings_reason_words" CHECK(length("reason") <= 20000)
);
--> statement-breakpoint
INSERT INTO `__new_round_rulings`("round_id", "west_shop_id", "east_shop_id", "kind", "reason") SELECT "round_id", "west_shop_id", "east_shop_id", "kind", "reason" FROM `round_rulings`;--> statement-breakpoint
DROP TABLE `round_rulings`;--> statement-breakpoint
ALTER TABLE `__new_round_rulings` RENAME TO `round_rulings`;--> statement-breakpoint
CREATE TABLE `__new_round_shops` (
	`round_id` text NOT NULL,
	`shop_id` text NOT NULL,
	`wishes` text NOT NULL,
	`vetoes` text NOT NULL,
	`wished_at` integer,
	`without` text,
	PRIMARY KEY(`round_id`, `shop_id`),
	FOREIGN KEY (`round_id`) REFERENCES `pairing_rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "round_shops_round_id_id" CHECK(length("round_id") BETWEEN 1 AND 64),
	CONSTRAINT "round_shops_shop_id_id" CHECK(length("shop_id") BETWEEN 1 AND 64),
	CONSTRAINT "round_shops_wishes_json" CHECK(json_valid("wishes")),
	CONSTRAINT "round_shops_vetoes_json" CHECK(json_valid("vetoes")),
	CONSTRAINT "round_shops_wished_at_number" CHECK(typeof("wished_at") IN ('integer', 'null')),
	CONSTRAINT "round_shops_without_json" CHECK(json_valid("without"))
);
--> statement-breakpoint
INSERT INTO `__new_round_shops`("round_id", "shop_id", "wishes", "vetoes", "wished_at", "without") SELECT "round_id", "shop_id", "wishes", "vetoes", "wished_at", "without" FROM `round_shops`;--> statement-breakpoint
DROP TABLE `round_shops`;--> statement-breakpoint
ALTER TABLE `__new_round_shops` RENAME TO `round_shops`;--> statement-breakpoint
CREATE TABLE `__new_shop_files` (
	`id` text PRIMARY KEY NOT NULL,
	`shop_id` text NOT NULL,
	`pairing_id` text,
	`media_type` text NOT NULL,
	`bytes` blob NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`shop_id`) REFERENCES `shops`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shop_files_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "shop_files_shop_id_id" CHECK(length("shop_id") BETWEEN 1 AND 64),
	CONSTRAINT "shop_files_pairing_id_id" CHECK(length("pairing_id") BETWEEN 1 AND 64),
	CONSTRAINT "shop_files_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_shop_files`("id", "shop_id", "pairing_id", "media_type", "bytes", "by", "at") SELECT "id", "shop_id", "pairing_id", "media_type", "bytes", "by", "at" FROM `shop_files`;--> statement-breakpoint
DROP TABLE `shop_files`;--> statement-breakpoint
ALTER TABLE `__new_shop_files` RENAME TO `shop_files`;--> statement-breakpoint
CREATE INDEX `shop_files_of_shop` ON `shop_files` (`shop_id`);--> statement-breakpoint
CREATE TABLE `__new_shop_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`file_sealed` text NOT NULL,
	`uploaded_by` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	`accepted_at` integer,
	`outcome` text,
	CONSTRAINT "shop_imports_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "shop_imports_file_name_line" CHECK(length("file_name") <= 400),
	CONSTRAINT "shop_imports_uploaded_at_number" CHECK(typeof("uploaded_at") IN ('integer', 'null')),
	CONSTRAINT "shop_imports_accepted_at_number" CHECK(typeof("accepted_at") IN ('integer', 'null')),
	CONSTRAINT "shop_imports_outcome_json" CHECK(json_valid("outcome"))
);
--> statement-breakpoint
INSERT INTO `__new_shop_imports`("id", "file_name", "file_sealed", "uploaded_by", "uploaded_at", "accepted_at", "outcome") SELECT "id", "file_name", "file_sealed", "uploaded_by", "uploaded_at", "accepted_at", "outcome" FROM `shop_imports`;--> statement-breakpoint
DROP TABLE `shop_imports`;--> statement-breakpoint
ALTER TABLE `__new_shop_imports` RENAME TO `shop_imports`;--> statement-breakpoint
CREATE TABLE `__new_shops` (
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
	FOREIGN KEY (`owner_account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shops_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "shops_side_one_of" CHECK("side" IN ('west', 'east')),
	CONSTRAINT "shops_name_line" CHECK(length("name") <= 400),
	CONSTRAINT "shops_owner_account_id_id" CHECK(length("owner_account_id") BETWEEN 1 AND 64),
	CONSTRAINT "shops_region_code_place" CHECK(length("region_code") BETWEEN 2 AND 12 AND "region_code" NOT GLOB '*[^0-9]*'),
	CONSTRAINT "shops_platforms_json" CHECK(json_valid("platforms")),
	CONSTRAINT "shops_categories_json" CHECK(json_valid("categories")),
	CONSTRAINT "shops_band_number" CHECK(typeof("band") IN ('integer', 'null')),
	CONSTRAINT "shops_staff_number" CHECK(typeof("staff") IN ('integer', 'null')),
	CONSTRAINT "shops_registered_staff_number" CHECK(typeof("registered_staff") IN ('integer', 'null')),
	CONSTRAINT "shops_starting_sales_number" CHECK(typeof("starting_sales") IN ('integer', 'null')),
	CONSTRAINT "shops_starting_orders_number" CHECK(typeof("starting_orders") IN ('integer', 'null')),
	CONSTRAINT "shops_needs_json" CHECK(json_valid("needs")),
	CONSTRAINT "shops_ships_json" CHECK(json_valid("ships")),
	CONSTRAINT "shops_will_help_number" CHECK(typeof("will_help") IN ('integer', 'null')),
	CONSTRAINT "shops_teaches_json" CHECK(json_valid("teaches")),
	CONSTRAINT "shops_handles_json" CHECK(json_valid("handles")),
	CONSTRAINT "shops_buys_json" CHECK(json_valid("buys")),
	CONSTRAINT "shops_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_shops`("id", "side", "name", "owner_account_id", "region_code", "platforms", "categories", "band", "staff", "registered_staff", "starting_sales", "starting_orders", "needs", "ships", "will_help", "teaches", "handles", "buys", "known_at") SELECT "id", "side", "name", "owner_account_id", "region_code", "platforms", "categories", "band", "staff", "registered_staff", "starting_sales", "starting_orders", "needs", "ships", "will_help", "teaches", "handles", "buys", "known_at" FROM `shops`;--> statement-breakpoint
DROP TABLE `shops`;--> statement-breakpoint
ALTER TABLE `__new_shops` RENAME TO `shops`;--> statement-breakpoint
CREATE INDEX `shops_by_side` ON `shops` (`side`,`region_code`);--> statement-breakpoint
CREATE INDEX `shops_of_owner` ON `shops` (`owner_account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `shops_one_a_name` ON `shops` (`side`,`name`,`region_code`);--> statement-breakpoint
CREATE TABLE `__new_counted_completions` (
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
	`cohort` integer NOT NULL,
	CONSTRAINT "counted_completions_row_number" CHECK(typeof("row") IN ('integer', 'null')),
	CONSTRAINT "counted_completions_completion_id_id" CHECK(length("completion_id") BETWEEN 1 AND 64),
	CONSTRAINT "counted_completions_enrolment_id_id" CHECK(length("enrolment_id") BETWEEN 1 AND 64),
	CONSTRAINT "counted_completions_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "counted_completions_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "counted_completions_day_day" CHECK("day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("day") IS "day"),
	CONSTRAINT "counted_completions_household_id_id" CHECK(length("household_id") BETWEEN 1 AND 64),
	CONSTRAINT "counted_completions_status_one_of" CHECK("status" IN ('none', 'registered', 'lifted', 'returned')),
	CONSTRAINT "counted_completions_person_number" CHECK(typeof("person") IN ('integer', 'null')),
	CONSTRAINT "counted_completions_household_number" CHECK(typeof("household") IN ('integer', 'null')),
	CONSTRAINT "counted_completions_cohort_number" CHECK(typeof("cohort") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_counted_completions`("row", "completion_id", "enrolment_id", "person_id", "cohort_id", "day", "household_id", "status", "region", "person", "household", "cohort") SELECT "row", "completion_id", "enrolment_id", "person_id", "cohort_id", "day", "household_id", "status", "region", "person", "household", "cohort" FROM `counted_completions`;--> statement-breakpoint
DROP TABLE `counted_completions`;--> statement-breakpoint
ALTER TABLE `__new_counted_completions` RENAME TO `counted_completions`;--> statement-breakpoint
CREATE INDEX `counted_for_report` ON `counted_completions` (`region`,`status`,`day`,`person`,`household`,`cohort`);--> statement-breakpoint
CREATE INDEX `counted_of_person` ON `counted_completions` (`person_id`);--> statement-breakpoint
CREATE INDEX `counted_of_household` ON `counted_completions` (`household_id`);--> statement-breakpoint
CREATE INDEX `counted_of_cohort` ON `counted_completions` (`cohort_id`);--> statement-breakpoint
CREATE TABLE `__new_counted_numbers` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	CONSTRAINT "counted_numbers_number_number" CHECK(typeof("number") IN ('integer', 'null')),
	CONSTRAINT "counted_numbers_id_id" CHECK(length("id") BETWEEN 1 AND 64)
);
--> statement-breakpoint
INSERT INTO `__new_counted_numbers`("number", "id") SELECT "number", "id" FROM `counted_numbers`;--> statement-breakpoint
DROP TABLE `counted_numbers`;--> statement-breakpoint
ALTER TABLE `__new_counted_numbers` RENAME TO `counted_numbers`;--> statement-breakpoint
CREATE UNIQUE INDEX `counted_numbers_id_unique` ON `counted_numbers` (`id`);--> statement-breakpoint
CREATE TABLE `__new_roster_entries` (
	`import_id` text NOT NULL,
	`place` integer NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`import_id`, `place`),
	FOREIGN KEY (`import_id`) REFERENCES `roster_imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "roster_entries_import_id_id" CHECK(length("import_id") BETWEEN 1 AND 64),
	CONSTRAINT "roster_entries_place_number" CHECK(typeof("place") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_roster_entries`("import_id", "place", "sealed") SELECT "import_id", "place", "sealed" FROM `roster_entries`;--> statement-breakpoint
DROP TABLE `roster_entries`;--> statement-breakpoint
ALTER TABLE `__new_roster_entries` RENAME TO `roster_entries`;--> statement-breakpoint
CREATE TABLE `__new_roster_files` (
	`import_id` text NOT NULL,
	`place` integer NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`import_id`, `place`),
	FOREIGN KEY (`import_id`) REFERENCES `roster_imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "roster_files_import_id_id" CHECK(length("import_id") BETWEEN 1 AND 64),
	CONSTRAINT "roster_files_place_number" CHECK(typeof("place") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_roster_files`("import_id", "place", "sealed") SELECT "import_id", "place", "sealed" FROM `roster_files`;--> statement-breakpoint
DROP TABLE `roster_files`;--> statement-breakpoint
ALTER TABLE `__new_roster_files` RENAME TO `roster_files`;--> statement-breakpoint
CREATE TABLE `__new_roster_rows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`import_id` text NOT NULL,
	`sheet` text NOT NULL,
	`row` integer NOT NULL,
	`name` text NOT NULL,
	`outcome` text NOT NULL,
	`column_name` text,
	`code` text,
	`message` text NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `roster_imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "roster_rows_id_number" CHECK(typeof("id") IN ('integer', 'null')),
	CONSTRAINT "roster_rows_import_id_id" CHECK(length("import_id") BETWEEN 1 AND 64),
	CONSTRAINT "roster_rows_row_number" CHECK(typeof("row") IN ('integer', 'null')),
	CONSTRAINT "roster_rows_name_line" CHECK(length("name") <= 400),
	CONSTRAINT "roster_rows_outcome_one_of" CHECK("outcome" IN ('new', 'known', 'changed', 'refused')),
	CONSTRAINT "roster_rows_code_line" CHECK(length("code") <= 400)
);
--> statement-breakpoint
INSERT INTO `__new_roster_rows`("id", "import_id", "sheet", "row", "name", "outcome", "column_name", "code", "message") SELECT "id", "import_id", "sheet", "row", "name", "outcome", "column_name", "code", "message" FROM `roster_rows`;--> statement-breakpoint
DROP TABLE `roster_rows`;--> statement-breakpoint
ALTER TABLE `__new_roster_rows` RENAME TO `roster_rows`;--> statement-breakpoint
CREATE INDEX `roster_rows_by_outcome` ON `roster_rows` (`import_id`,`outcome`,`id`);--> statement-breakpoint
CREATE INDEX `roster_rows_of_import` ON `roster_rows` (`import_id`,`id`);--> statement-breakpoint
CREATE TABLE `__new_outbox` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workflow_id` text NOT NULL,
	`kind` text NOT NULL,
	`effect` text NOT NULL,
	`params` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	`last_fault` text,
	`done_at` integer,
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outbox_sequence_number" CHECK(typeof("sequence") IN ('integer', 'null')),
	CONSTRAINT "outbox_workflow_id_id" CHECK(length("workflow_id") BETWEEN 1 AND 64),
	CONSTRAINT "outbox_kind_line" CHECK(length("kind") <= 400),
	CONSTRAINT "outbox_params_json" CHECK(json_valid("params")),
	CONSTRAINT "outbox_attempts_number" CHECK(typeof("attempts") IN ('integer', 'null')),
	CONSTRAINT "outbox_next_at_number" CHECK(typeof("next_at") IN ('integer', 'null')),
	CONSTRAINT "outbox_done_at_number" CHECK(typeof("done_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_outbox`("sequence", "workflow_id", "kind", "effect", "params", "attempts", "next_at", "last_fault", "done_at") SELECT "sequence", "workflow_id", "kind", "effect", "params", "attempts", "next_at", "last_fault", "done_at" FROM `outbox`;--> statement-breakpoint
DROP TABLE `outbox`;--> statement-breakpoint
ALTER TABLE `__new_outbox` RENAME TO `outbox`;--> statement-breakpoint
CREATE INDEX `outbox_waiting` ON `outbox` (`done_at`,`next_at`);--> statement-breakpoint
CREATE TABLE `__new_workflow_events` (
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
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "workflow_events_sequence_number" CHECK(typeof("sequence") IN ('integer', 'null')),
	CONSTRAINT "workflow_events_workflow_id_id" CHECK(length("workflow_id") BETWEEN 1 AND 64),
	CONSTRAINT "workflow_events_version_number" CHECK(typeof("version") IN ('integer', 'null')),
	CONSTRAINT "workflow_events_event_json" CHECK(json_valid("event")),
	CONSTRAINT "workflow_events_why_words" CHECK(length("why") <= 20000),
	CONSTRAINT "workflow_events_at_number" CHECK(typeof("at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_workflow_events`("sequence", "workflow_id", "version", "type", "event", "from", "to", "actor", "why", "at") SELECT "sequence", "workflow_id", "version", "type", "event", "from", "to", "actor", "why", "at" FROM `workflow_events`;--> statement-breakpoint
DROP TABLE `workflow_events`;--> statement-breakpoint
ALTER TABLE `__new_workflow_events` RENAME TO `workflow_events`;--> statement-breakpoint
CREATE UNIQUE INDEX `workflow_events_one_a_version` ON `workflow_events` (`workflow_id`,`version`);--> statement-breakpoint
CREATE TABLE `__new_workflows` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`state` text NOT NULL,
	`context` text NOT NULL,
	`version` integer NOT NULL,
	`begun_at` integer NOT NULL,
	`moved_at` integer NOT NULL,
	CONSTRAINT "workflows_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "workflows_kind_line" CHECK(length("kind") <= 400),
	CONSTRAINT "workflows_value_json" CHECK(json_valid("value")),
	CONSTRAINT "workflows_state_line" CHECK(length("state") <= 400),
	CONSTRAINT "workflows_context_json" CHECK(json_valid("context")),
	CONSTRAINT "workflows_version_number" CHECK(typeof("version") IN ('integer', 'null')),
	CONSTRAINT "workflows_begun_at_number" CHECK(typeof("begun_at") IN ('integer', 'null')),
	CONSTRAINT "workflows_moved_at_number" CHECK(typeof("moved_at") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_workflows`("id", "kind", "value", "state", "context", "version", "begun_at", "moved_at") SELECT "id", "kind", "value", "state", "context", "version", "begun_at", "moved_at" FROM `workflows`;--> statement-breakpoint
DROP TABLE `workflows`;--> statement-breakpoint
ALTER TABLE `__new_workflows` RENAME TO `workflows`;--> statement-breakpoint
CREATE INDEX `workflows_by_state` ON `workflows` (`kind`,`state`);
--> statement-breakpoint
-- by hand: drizzle-kit knows neither full-text tables nor what is filled in.
CREATE VIRTUAL TABLE `person_terms` USING fts5(terms, content='person_searches', content_rowid='place', detail=none, columnsize=0, tokenize='ascii');
--> statement-breakpoint
INSERT INTO `search_backlog` (`person_id`) SELECT `id` FROM `persons`;
--> statement-breakpoint
INSERT INTO `person_counts` (`region_code`, `count`) SELECT `region_code`, count(*) FROM `persons` GROUP BY `region_code`;
--> statement-breakpoint
-- Household numbers are kept in one spelling (app/text/keys.ts): digits alone without noughts in front, every dash as a
-- hyphen. Where two spellings of one number stand in the register, both stay for somebody to put together.
UPDATE OR IGNORE `households` SET `number` = ltrim(`number`, '0') WHERE `number` GLOB '0*[1-9]*' AND `number` NOT GLOB '*[^0-9]*';--> statement-breakpoint
UPDATE OR IGNORE `households` SET `number` = replace(replace(replace(replace(replace(`number`, '—', '-'), '–', '-'), '‐', '-'), '‑', '-'), '−', '-') WHERE `number` GLOB '*[—–‐‑−]*';
