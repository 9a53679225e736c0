CREATE TABLE `arriving_households` (
	`place` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`arrival_id` text NOT NULL,
	`id` text NOT NULL,
	`number` text NOT NULL,
	`county_code` text NOT NULL,
	`region_code` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `arriving_memberships` (
	`place` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`arrival_id` text NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`household_id` text NOT NULL,
	`relation` text NOT NULL,
	`from_day` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `arriving_monitorings` (
	`place` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`arrival_id` text NOT NULL,
	`id` text NOT NULL,
	`household_id` text NOT NULL,
	`kind` text NOT NULL,
	`from_day` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `arriving_persons` (
	`place` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`arrival_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`sex` text NOT NULL,
	`birthday` text NOT NULL,
	`id_number_sealed` text NOT NULL,
	`id_number_fingerprint` text NOT NULL,
	`phone_sealed` text,
	`phone_fingerprint` text,
	`region_code` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `arriving_registrations` (
	`place` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`arrival_id` text NOT NULL,
	`id` text NOT NULL,
	`household_id` text NOT NULL,
	`status` text NOT NULL,
	`from_day` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`household_id` text NOT NULL,
	`person_id` text,
	`kind` text NOT NULL,
	`says` text NOT NULL,
	`account_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `corrections_of_household` ON `corrections` (`household_id`);--> statement-breakpoint
CREATE TABLE `roster_entries` (
	`import_id` text NOT NULL,
	`place` integer NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`import_id`, `place`),
	FOREIGN KEY (`import_id`) REFERENCES `roster_imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `roster_files` (
	`import_id` text NOT NULL,
	`place` integer NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`import_id`, `place`),
	FOREIGN KEY (`import_id`) REFERENCES `roster_imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `roster_files` (`import_id`, `place`, `sealed`) SELECT `id`, 0, `file_sealed` FROM `roster_imports`;--> statement-breakpoint
UPDATE `roster_imports` SET `preview` = NULL WHERE `accepted_at` IS NULL;--> statement-breakpoint
ALTER TABLE `roster_imports` DROP COLUMN `file_sealed`;