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
	CONSTRAINT "access_records_kind" CHECK("access_records"."kind" in ('list', 'export', 'refusal', 'settings')),
	CONSTRAINT "access_records_times" CHECK("access_records"."times" > 0)
);
--> statement-breakpoint
CREATE INDEX `access_records_of` ON `access_records` (`who`,`day`);