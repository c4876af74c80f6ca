-- What the handlers of the tests do: each handled event leaves a row, in the order of handling.
CREATE TABLE effect (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer_group text NOT NULL,
  key text NOT NULL,
  label text NOT NULL
);
