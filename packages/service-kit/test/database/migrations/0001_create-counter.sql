CREATE TABLE counter (id text PRIMARY KEY, value bigint NOT NULL);
