CREATE TABLE `write_proofs` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
