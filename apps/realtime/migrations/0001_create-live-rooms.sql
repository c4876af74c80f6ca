-- How far each room has got. The row is never deleted: a sequence that began anew would make clients believe that they
-- have what they have not. Room is left on the page, for the row of a busy room is changed often.
CREATE TABLE live_room (
  room          text PRIMARY KEY,
  last_sequence bigint NOT NULL,
  CONSTRAINT live_room_sequence_positive CHECK (last_sequence > 0)
) WITH (fillfactor = 70);

-- What was told in a room. The row of the room is locked while messages are added, so that no gap is ever to be seen.
CREATE TABLE live_message (
  room     text NOT NULL,
  sequence bigint NOT NULL,
  event_id uuid NOT NULL,
  type     text NOT NULL,
  data     jsonb NOT NULL,
  at       timestamptz NOT NULL,
  -- When it came here, which the age of what is kept counts from: an event's own time may be long ago.
  added_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (room, sequence),
  -- An event is told once in a room, however often it is delivered.
  UNIQUE (room, event_id)
);
CREATE INDEX live_message_by_age ON live_message USING brin (added_at) WITH (pages_per_range = 32);
