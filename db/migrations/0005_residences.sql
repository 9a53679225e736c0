CREATE TABLE `residences` (
	`id` text PRIMARY KEY NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`known_at` integer NOT NULL,
	`superseded_at` integer,
	`subject_id` text NOT NULL,
	`region_code` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `residences_of_subject` ON `residences` (`subject_id`);