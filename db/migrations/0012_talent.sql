CREATE TABLE `follow_up_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`follow_up_id` text NOT NULL,
	`person_id` text NOT NULL,
	`asked_on` text NOT NULL,
	`how` text NOT NULL,
	`is_selling` integer NOT NULL,
	`channel` text,
	`place` text,
	`month` text NOT NULL,
	`sales_band` integer,
	`sold` integer NOT NULL,
	`employed` integer,
	`employed_registered` integer,
	`obstacles` text NOT NULL,
	`helps` text NOT NULL,
	`words` text NOT NULL,
	`source` text NOT NULL,
	`by` text NOT NULL,
	`reason` text,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	FOREIGN KEY (`follow_up_id`) REFERENCES `follow_ups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "follow_up_answers_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "follow_up_answers_follow_up_id_id" CHECK(length("follow_up_id") BETWEEN 1 AND 64),
	CONSTRAINT "follow_up_answers_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "follow_up_answers_asked_on_day" CHECK("asked_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("asked_on") IS "asked_on"),
	CONSTRAINT "follow_up_answers_how_one_of" CHECK("how" IN ('visit', 'call')),
	CONSTRAINT "follow_up_answers_is_selling_yes_or_no" CHECK("is_selling" IN (0, 1)),
	CONSTRAINT "follow_up_answers_channel_one_of" CHECK("channel" IN ('ownShop', 'platform', 'station', 'employed')),
	CONSTRAINT "follow_up_answers_place_line" CHECK(length("place") <= 400),
	CONSTRAINT "follow_up_answers_month_month" CHECK("month" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "follow_up_answers_sales_band_number" CHECK(typeof("sales_band") IN ('integer', 'null')),
	CONSTRAINT "follow_up_answers_sold_yes_or_no" CHECK("sold" IN (0, 1)),
	CONSTRAINT "follow_up_answers_employed_number" CHECK(typeof("employed") IN ('integer', 'null')),
	CONSTRAINT "follow_up_answers_employed_registered_number" CHECK(typeof("employed_registered") IN ('integer', 'null')),
	CONSTRAINT "follow_up_answers_obstacles_json" CHECK(json_valid("obstacles")),
	CONSTRAINT "follow_up_answers_helps_json" CHECK(json_valid("helps")),
	CONSTRAINT "follow_up_answers_words_words" CHECK(length("words") <= 20000),
	CONSTRAINT "follow_up_answers_source_one_of" CHECK("source" IN ('told', 'proved', 'confirmed')),
	CONSTRAINT "follow_up_answers_reason_words" CHECK(length("reason") <= 20000),
	CONSTRAINT "follow_up_answers_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null')),
	CONSTRAINT "follow_up_answers_superseded_at_number" CHECK(typeof("superseded_at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `follow_up_answers_of_person` ON `follow_up_answers` (`person_id`,`month`);--> statement-breakpoint
CREATE INDEX `follow_up_answers_of_follow_up` ON `follow_up_answers` (`follow_up_id`,`known_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `follow_up_answers_one_believed` ON `follow_up_answers` (`follow_up_id`) WHERE "follow_up_answers"."superseded_at" IS NULL;--> statement-breakpoint
CREATE TABLE `follow_ups` (
	`id` text PRIMARY KEY NOT NULL,
	`enrolment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`cohort_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`months` integer NOT NULL,
	`due_on` text NOT NULL,
	`open_due_on` text,
	`assignee_id` text,
	`closed_on` text,
	FOREIGN KEY (`id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`enrolment_id`) REFERENCES `enrolments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "follow_ups_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "follow_ups_enrolment_id_id" CHECK(length("enrolment_id") BETWEEN 1 AND 64),
	CONSTRAINT "follow_ups_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "follow_ups_cohort_id_id" CHECK(length("cohort_id") BETWEEN 1 AND 64),
	CONSTRAINT "follow_ups_ordinal_number" CHECK(typeof("ordinal") IN ('integer', 'null')),
	CONSTRAINT "follow_ups_months_number" CHECK(typeof("months") IN ('integer', 'null')),
	CONSTRAINT "follow_ups_due_on_day" CHECK("due_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("due_on") IS "due_on"),
	CONSTRAINT "follow_ups_open_due_on_day" CHECK("open_due_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("open_due_on") IS "open_due_on"),
	CONSTRAINT "follow_ups_assignee_id_id" CHECK(length("assignee_id") BETWEEN 1 AND 64),
	CONSTRAINT "follow_ups_closed_on_day" CHECK("closed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("closed_on") IS "closed_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `follow_ups_once` ON `follow_ups` (`enrolment_id`,`ordinal`);--> statement-breakpoint
CREATE INDEX `follow_ups_open` ON `follow_ups` (`open_due_on`);--> statement-breakpoint
CREATE INDEX `follow_ups_of_assignee` ON `follow_ups` (`assignee_id`,`open_due_on`);--> statement-breakpoint
CREATE INDEX `follow_ups_of_person` ON `follow_ups` (`person_id`);--> statement-breakpoint
CREATE INDEX `follow_ups_closed` ON `follow_ups` (`closed_on`);--> statement-breakpoint
CREATE TABLE `stage_counts` (
	`row` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`stage` text NOT NULL,
	`region_code` text NOT NULL,
	`status` text NOT NULL,
	`sex` text NOT NULL,
	`born` integer NOT NULL,
	`tiers` integer NOT NULL,
	`done` integer NOT NULL,
	`day` text NOT NULL,
	`change` integer NOT NULL,
	CONSTRAINT "stage_counts_row_number" CHECK(typeof("row") IN ('integer', 'null')),
	CONSTRAINT "stage_counts_stage_one_of" CHECK("stage" IN ('identified', 'enrolled', 'training', 'completed', 'certified', 'mentored', 'operating', 'sustained')),
	CONSTRAINT "stage_counts_region_code_place" CHECK(length("region_code") BETWEEN 2 AND 12 AND "region_code" NOT GLOB '*[^0-9]*'),
	CONSTRAINT "stage_counts_status_one_of" CHECK("status" IN ('none', 'registered', 'lifted', 'returned')),
	CONSTRAINT "stage_counts_sex_one_of" CHECK("sex" IN ('female', 'male')),
	CONSTRAINT "stage_counts_born_number" CHECK(typeof("born") IN ('integer', 'null')),
	CONSTRAINT "stage_counts_tiers_number" CHECK(typeof("tiers") IN ('integer', 'null')),
	CONSTRAINT "stage_counts_done_number" CHECK(typeof("done") IN ('integer', 'null')),
	CONSTRAINT "stage_counts_day_day" CHECK("day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("day") IS "day"),
	CONSTRAINT "stage_counts_change_number" CHECK(typeof("change") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stage_counts_once` ON `stage_counts` (`region_code`,`stage`,`status`,`tiers`,`done`,`sex`,`born`,`day`);--> statement-breakpoint
CREATE INDEX `stage_counts_to_sum` ON `stage_counts` (`region_code`,`day`,`stage`,`status`,`tiers`,`done`,`sex`,`born`,`change`);--> statement-breakpoint
CREATE TABLE `stage_due` (
	`person_id` text PRIMARY KEY NOT NULL,
	CONSTRAINT "stage_due_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64)
);
--> statement-breakpoint
CREATE TABLE `stage_spells` (
	`row` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` text NOT NULL,
	`stage` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	`region_code` text NOT NULL,
	`status` text NOT NULL,
	`sex` text NOT NULL,
	`born` integer NOT NULL,
	`tiers` integer NOT NULL,
	`done` integer NOT NULL,
	`household_id` text,
	`since_day` text NOT NULL,
	`before` text,
	`left` text,
	`ends` integer NOT NULL,
	CONSTRAINT "stage_spells_row_number" CHECK(typeof("row") IN ('integer', 'null')),
	CONSTRAINT "stage_spells_person_id_id" CHECK(length("person_id") BETWEEN 1 AND 64),
	CONSTRAINT "stage_spells_stage_one_of" CHECK("stage" IN ('identified', 'enrolled', 'training', 'completed', 'certified', 'mentored', 'operating', 'sustained')),
	CONSTRAINT "stage_spells_from_day_day" CHECK("from_day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("from_day") IS "from_day"),
	CONSTRAINT "stage_spells_to_day_day" CHECK("to_day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("to_day") IS "to_day"),
	CONSTRAINT "stage_spells_known_at_number" CHECK(typeof("known_at") IN ('integer', 'null')),
	CONSTRAINT "stage_spells_superseded_at_number" CHECK(typeof("superseded_at") IN ('integer', 'null')),
	CONSTRAINT "stage_spells_region_code_place" CHECK(length("region_code") BETWEEN 2 AND 12 AND "region_code" NOT GLOB '*[^0-9]*'),
	CONSTRAINT "stage_spells_status_one_of" CHECK("status" IN ('none', 'registered', 'lifted', 'returned')),
	CONSTRAINT "stage_spells_sex_one_of" CHECK("sex" IN ('female', 'male')),
	CONSTRAINT "stage_spells_born_number" CHECK(typeof("born") IN ('integer', 'null')),
	CONSTRAINT "stage_spells_tiers_number" CHECK(typeof("tiers") IN ('integer', 'null')),
	CONSTRAINT "stage_spells_done_number" CHECK(typeof("done") IN ('integer', 'null')),
	CONSTRAINT "stage_spells_household_id_id" CHECK(length("household_id") BETWEEN 1 AND 64),
	CONSTRAINT "stage_spells_since_day_day" CHECK("since_day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date("since_day") IS "since_day"),
	CONSTRAINT "stage_spells_before_one_of" CHECK("before" IN ('identified', 'enrolled', 'training', 'completed', 'certified', 'mentored', 'operating', 'sustained')),
	CONSTRAINT "stage_spells_left_one_of" CHECK("left" IN ('left', 'failed', 'dismissed')),
	CONSTRAINT "stage_spells_ends_yes_or_no" CHECK("ends" IN (0, 1)),
	CONSTRAINT "stage_spells_ends_after_it_begins" CHECK("to_day" > "from_day")
);
--> statement-breakpoint
CREATE INDEX `stage_spells_of_person` ON `stage_spells` (`person_id`,`from_day`);--> statement-breakpoint
CREATE INDEX `stage_spells_in_order` ON `stage_spells` (`stage`,`region_code`,`person_id`,`from_day`,`to_day`,`superseded_at`,`known_at`);--> statement-breakpoint
CREATE INDEX `stage_spells_by_change` ON `stage_spells` (`region_code`,`from_day`);--> statement-breakpoint
CREATE INDEX `stage_spells_ended` ON `stage_spells` (`stage`,`region_code`,`to_day`) WHERE "stage_spells"."ends" = 1 AND "stage_spells"."superseded_at" IS NULL;