-- Where the embedded profile delivers mail, to be read in the browser. Empty wherever mail leaves by SMTP.
CREATE TABLE inbox_message (
  inbox_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- A mail that is sent twice, because its first sending was not recorded, arrives once.
  message_id  text NOT NULL UNIQUE,
  recipient   text NOT NULL,
  subject     text NOT NULL,
  text_body   text NOT NULL,
  html_body   text NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX inbox_message_recipient ON inbox_message (recipient, inbox_id DESC);
