ALTER TABLE `attempts` ADD `keys_held_back` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `attempts_keys_seen` ON `attempts` (`id`) WHERE keys_held_back = 0;