CREATE TABLE `person_counts` (
	`region_code` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `person_searches` (
	`place` integer PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`terms` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_searches_person_id_unique` ON `person_searches` (`person_id`);--> statement-breakpoint
CREATE TABLE `search_backlog` (
	`person_id` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
DROP INDEX `persons_by_region`;--> statement-breakpoint
CREATE INDEX `persons_in_order` ON `persons` (`region_code`,`name`,`id`);--> statement-breakpoint
CREATE INDEX `persons_by_phone` ON `persons` (`phone_fingerprint`);--> statement-breakpoint
CREATE INDEX `accounts_by_secret` ON `accounts` (`secret_kind`);--> statement-breakpoint
CREATE INDEX `grants_of_role` ON `grants` (`role`,`revoked_at`);--> statement-breakpoint
CREATE INDEX `completions_of_enrolment` ON `completions` (`enrolment_id`);--> statement-breakpoint
CREATE INDEX `corrections_of_person` ON `corrections` (`person_id`);--> statement-breakpoint
CREATE INDEX `households_by_number` ON `households` (`number`);--> statement-breakpoint
CREATE INDEX `pairing_messages_of_picture` ON `pairing_messages` (`picture_id`);--> statement-breakpoint
CREATE INDEX `deadlines_tried` ON `deadlines` (`attempts`);
--> statement-breakpoint
-- by hand
CREATE VIRTUAL TABLE `person_terms` USING fts5(terms, content='person_searches', content_rowid='place', detail=none, columnsize=0, tokenize='ascii');
--> statement-breakpoint
CREATE TRIGGER `person_terms_come` AFTER INSERT ON `person_searches` BEGIN
  INSERT INTO person_terms (rowid, terms) VALUES (NEW.place, NEW.terms);
  DELETE FROM search_backlog WHERE person_id = NEW.person_id;
END;
--> statement-breakpoint
CREATE TRIGGER `person_terms_change` AFTER UPDATE OF `place`, `terms` ON `person_searches` BEGIN
  INSERT INTO person_terms (person_terms, rowid, terms) VALUES ('delete', OLD.place, OLD.terms);
  INSERT INTO person_terms (rowid, terms) VALUES (NEW.place, NEW.terms);
END;
--> statement-breakpoint
CREATE TRIGGER `person_terms_are_new` AFTER UPDATE OF `terms` ON `person_searches` BEGIN
  DELETE FROM search_backlog WHERE person_id = NEW.person_id;
END;
--> statement-breakpoint
CREATE TRIGGER `person_terms_go` AFTER DELETE ON `person_searches` BEGIN
  INSERT INTO person_terms (person_terms, rowid, terms) VALUES ('delete', OLD.place, OLD.terms);
END;
--> statement-breakpoint
CREATE TRIGGER `person_comes_unsearched` AFTER INSERT ON `persons` BEGIN
  INSERT INTO search_backlog (person_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER `person_changes_unsearched` AFTER UPDATE OF `name`, `id_number_fingerprint`, `phone_fingerprint` ON `persons` BEGIN
  INSERT INTO search_backlog (person_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER `person_named_unsearched` AFTER INSERT ON `name_variants` BEGIN
  INSERT INTO search_backlog (person_id) VALUES (NEW.person_id) ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER `person_moves_in_search` AFTER UPDATE OF `region_code` ON `persons` WHEN OLD.region_code IS NOT NEW.region_code BEGIN
  UPDATE person_searches SET place = 1 + coalesce(
    (SELECT max(s.place) FROM person_searches s
      WHERE s.place > CAST(substr(NEW.region_code || '000000000000', 1, 12) AS INTEGER) * 10000000
        AND s.place < CAST(substr(NEW.region_code || '000000000000', 1, 12) AS INTEGER) * 10000000 + 10000000),
    CAST(substr(NEW.region_code || '000000000000', 1, 12) AS INTEGER) * 10000000)
  WHERE person_id = NEW.id;
END;
--> statement-breakpoint
INSERT INTO `search_backlog` (`person_id`) SELECT `id` FROM `persons`;
--> statement-breakpoint
CREATE TRIGGER `person_counted` AFTER INSERT ON `persons` BEGIN
  INSERT INTO person_counts (region_code, count) VALUES (NEW.region_code, 1) ON CONFLICT (region_code) DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `person_counted_elsewhere` AFTER UPDATE OF `region_code` ON `persons` WHEN OLD.region_code IS NOT NEW.region_code BEGIN
  UPDATE person_counts SET count = count - 1 WHERE region_code = OLD.region_code;
  INSERT INTO person_counts (region_code, count) VALUES (NEW.region_code, 1) ON CONFLICT (region_code) DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `person_no_more_counted` AFTER DELETE ON `persons` BEGIN
  UPDATE person_counts SET count = count - 1 WHERE region_code = OLD.region_code;
END;
--> statement-breakpoint
INSERT INTO `person_counts` (`region_code`, `count`) SELECT `region_code`, count(*) FROM `persons` GROUP BY `region_code`;
