CREATE TABLE `kept_file_pieces` (
	`file_id` text NOT NULL,
	`place` integer NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`file_id`, `place`),
	FOREIGN KEY (`file_id`) REFERENCES `kept_files`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "kept_file_pieces_file_id_id" CHECK(length("file_id") BETWEEN 1 AND 64),
	CONSTRAINT "kept_file_pieces_place_number" CHECK(typeof("place") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `kept_files` (
	`id` text PRIMARY KEY NOT NULL,
	`kept_by` text NOT NULL,
	`kept_at` integer NOT NULL,
	`pieces` integer,
	CONSTRAINT "kept_files_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "kept_files_kept_at_number" CHECK(typeof("kept_at") IN ('integer', 'null')),
	CONSTRAINT "kept_files_pieces_number" CHECK(typeof("pieces") IN ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `kept_files`("id", "kept_by", "kept_at", "pieces") SELECT "id", "uploaded_by", "uploaded_at", (SELECT count(*) FROM `roster_files` WHERE "import_id" = "id") FROM `roster_imports`;--> statement-breakpoint
INSERT OR IGNORE INTO `kept_files`("id", "kept_by", "kept_at", "pieces") SELECT "id", "uploaded_by", "uploaded_at", 0 FROM `shop_imports`;--> statement-breakpoint
INSERT INTO `kept_file_pieces`("file_id", "place", "sealed") SELECT "import_id", "place", "sealed" FROM `roster_files`;--> statement-breakpoint
DROP TABLE `roster_files`;--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_shop_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`file_sealed` text,
	`uploaded_by` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	`accepted_at` integer,
	`outcome` text,
	FOREIGN KEY (`id`) REFERENCES `kept_files`(`id`) ON UPDATE no action ON DELETE no action,
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
PRAGMA foreign_keys=ON;--> statement-breakpoint
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
	FOREIGN KEY (`id`) REFERENCES `kept_files`(`id`) ON UPDATE no action ON DELETE no action,
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
INSERT INTO `__new_roster_imports`("id", "file_name", "cohort_id", "uploaded_by", "uploaded_at", "preview", "failure", "choice", "accepted_by", "taken", "next_place", "taken_up_to", "accepted_at", "outcome") SELECT "id", "file_name", "cohort_id", "uploaded_by", "uploaded_at", "preview", "failure", "choice", "accepted_by", "taken", "next_place", "taken_up_to", "accepted_at", "outcome" FROM `roster_imports`;--> statement-breakpoint
DROP TABLE `roster_imports`;--> statement-breakpoint
ALTER TABLE `__new_roster_imports` RENAME TO `roster_imports`;--> statement-breakpoint
CREATE INDEX `roster_imports_by_uploader` ON `roster_imports` (`uploaded_by`,`uploaded_at`);