CREATE TABLE `installation` (
	`id` integer PRIMARY KEY NOT NULL,
	`key_check` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `deadlines` ADD `attempts` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `retry_at` integer;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `last_fault` text;