ALTER TABLE `audit_entries` ADD `digests` blob;--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `totals` blob;