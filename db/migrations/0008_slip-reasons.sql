CREATE TABLE `slip_reasons` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`reason` text NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` integer NOT NULL,
	`told_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "slip_reasons_id_id" CHECK(length("id") BETWEEN 1 AND 64),
	CONSTRAINT "slip_reasons_account_id_id" CHECK(length("account_id") BETWEEN 1 AND 64),
	CONSTRAINT "slip_reasons_reason_words" CHECK(length("reason") <= 20000),
	CONSTRAINT "slip_reasons_issued_at_number" CHECK(typeof("issued_at") IN ('integer', 'null')),
	CONSTRAINT "slip_reasons_told_at_number" CHECK(typeof("told_at") IN ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `slip_reasons_of_account` ON `slip_reasons` (`account_id`,`issued_at`);