CREATE TABLE `message_settlements` (
	`message_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`message_id`) REFERENCES `pairing_messages`(`id`) ON UPDATE no action ON DELETE no action
);
