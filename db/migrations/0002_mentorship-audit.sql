CREATE TABLE `rating_fact_strikes` (
	`fact_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`fact_id`) REFERENCES `rating_facts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `pairing_rounds` ADD `accepted` text;--> statement-breakpoint
ALTER TABLE `round_shops` ADD `without` text;--> statement-breakpoint
ALTER TABLE `shop_results` ADD `confirmed_by` text;--> statement-breakpoint
ALTER TABLE `shop_results` ADD `confirmed_at` integer;