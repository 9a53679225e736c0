// Keeps the search data up to date (db/search.ts): the full-text index follows `person_searches`, new and changed
// persons are queued for new terms, and the persons of each place are counted.

export const searchTriggers = [
  `CREATE TRIGGER person_terms_come AFTER INSERT ON person_searches BEGIN
  INSERT INTO person_terms (rowid, terms) VALUES (NEW.place, NEW.terms);
  DELETE FROM search_backlog WHERE person_id = NEW.person_id;
END;`,
  `CREATE TRIGGER person_terms_change AFTER UPDATE OF place, terms ON person_searches BEGIN
  INSERT INTO person_terms (person_terms, rowid, terms) VALUES ('delete', OLD.place, OLD.terms);
  INSERT INTO person_terms (rowid, terms) VALUES (NEW.place, NEW.terms);
END;`,
  `CREATE TRIGGER person_terms_are_new AFTER UPDATE OF terms ON person_searches BEGIN
  DELETE FROM search_backlog WHERE person_id = NEW.person_id;
END;`,
  `CREATE TRIGGER person_terms_go AFTER DELETE ON person_searches BEGIN
  INSERT INTO person_terms (person_terms, rowid, terms) VALUES ('delete', OLD.place, OLD.terms);
END;`,
  `CREATE TRIGGER person_comes_unsearched AFTER INSERT ON persons BEGIN
  INSERT INTO search_backlog (person_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;`,
  `CREATE TRIGGER person_changes_unsearched AFTER UPDATE OF name, id_number_fingerprint, phone_fingerprint ON persons BEGIN
  INSERT INTO search_backlog (person_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;`,
  `CREATE TRIGGER person_named_unsearched AFTER INSERT ON name_variants BEGIN
  INSERT INTO search_backlog (person_id) VALUES (NEW.person_id) ON CONFLICT DO NOTHING;
END;`,
  `CREATE TRIGGER person_moves_in_search AFTER UPDATE OF region_code ON persons WHEN OLD.region_code IS NOT NEW.region_code BEGIN
  UPDATE person_searches SET place = 1 + coalesce(
    (SELECT max(s.place) FROM person_searches s
      WHERE s.place > CAST(substr(NEW.region_code || '000000000000', 1, 12) AS INTEGER) * 10000000
        AND s.place < CAST(substr(NEW.region_code || '000000000000', 1, 12) AS INTEGER) * 10000000 + 10000000),
    CAST(substr(NEW.region_code || '000000000000', 1, 12) AS INTEGER) * 10000000)
  WHERE person_id = NEW.id;
END;`,
  `CREATE TRIGGER person_counted AFTER INSERT ON persons BEGIN
  INSERT INTO person_counts (region_code, count) VALUES (NEW.region_code, 1) ON CONFLICT (region_code) DO UPDATE SET count = count + 1;
END;`,
  `CREATE TRIGGER person_counted_elsewhere AFTER UPDATE OF region_code ON persons WHEN OLD.region_code IS NOT NEW.region_code BEGIN
  UPDATE person_counts SET count = count - 1 WHERE region_code = OLD.region_code;
  INSERT INTO person_counts (region_code, count) VALUES (NEW.region_code, 1) ON CONFLICT (region_code) DO UPDATE SET count = count + 1;
END;`,
  `CREATE TRIGGER person_no_more_counted AFTER DELETE ON persons BEGIN
  UPDATE person_counts SET count = count - 1 WHERE region_code = OLD.region_code;
END;`,
]
