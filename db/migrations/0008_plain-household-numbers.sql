-- by hand
-- Household numbers are kept in one spelling (app/text/keys.ts): digits alone without noughts in front, every dash as a
-- hyphen. Where two spellings of one number stand in the register, both stay for somebody to put together.
UPDATE OR IGNORE `households` SET `number` = ltrim(`number`, '0') WHERE `number` GLOB '0*[1-9]*' AND `number` NOT GLOB '*[^0-9]*';--> statement-breakpoint
UPDATE OR IGNORE `households` SET `number` = replace(replace(replace(replace(replace(`number`, '—', '-'), '–', '-'), '‐', '-'), '‑', '-'), '−', '-') WHERE `number` GLOB '*[—–‐‑−]*';
