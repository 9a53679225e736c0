CREATE TABLE `sent_forms` (
	`account_id` text NOT NULL,
	`device` text NOT NULL,
	`sequence` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `device`, `sequence`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
