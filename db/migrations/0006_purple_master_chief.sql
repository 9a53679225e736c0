DROP TABLE `arriving_households`;--> statement-breakpoint
DROP TABLE `arriving_memberships`;--> statement-breakpoint
DROP TABLE `arriving_monitorings`;--> statement-breakpoint
DROP TABLE `arriving_persons`;--> statement-breakpoint
DROP TABLE `arriving_registrations`;--> statement-breakpoint
ALTER TABLE `roster_imports` ADD `accepted_by` text;--> statement-breakpoint
ALTER TABLE `roster_imports` ADD `taken` text;--> statement-breakpoint
ALTER TABLE `roster_imports` ADD `next_place` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `roster_imports` ADD `taken_up_to` integer DEFAULT 0 NOT NULL;