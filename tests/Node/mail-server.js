// A mail server for tests: takes mail by SMTP with STARTTLS and a login only, misbehaves as it is told to, and appends each message that it
// took, as an independent parser reads it, as a line of JSON to <folder>/mails.jsonl.
//
//   node mail-server.js <folder> <certificate.pem> <key.pem> <behaviour, as JSON>
//
// Behaviour: { "refused": [addresses that do not exist], "faults": [what goes wrong with each transaction in turn; null: nothing] }
// prints its port once it listens; ends at SIGTERM.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { SMTPServer } = require('smtp-server');
const { simpleParser } = require('mailparser');
const ICAL = require('ical.js').default ?? require('ical.js');

const [folder, certificate, key, behaviour] = process.argv.slice(2);
const { refused = [], faults = [] } = JSON.parse(behaviour);
let transactions = 0;

const answer = (code, text) => Object.assign(new Error(text), { responseCode: code });
const drop = session => [...server.connections].find(connection => connection.session === session)._socket.destroy();
const record = (file, line) => fs.appendFileSync(path.join(folder, file), JSON.stringify(line) + '\n');

const server = new SMTPServer({
  cert: fs.readFileSync(certificate),
  key: fs.readFileSync(key),
  authMethods: ['PLAIN', 'LOGIN'],
  disableReverseLookup: true,
  logger: false,
  onAuth: ({ username, password }, session, done) =>
    username === 'coaching' && password === 'a password' ? done(null, { user: username }) : done(answer(535, 'no')),
  onMailFrom(address, session, done) {
    session.fault = faults.length ? faults[transactions++ % faults.length] : null;
    done(session.fault === 'later at sender' ? answer(421, 'too many') : null);
  },
  onRcptTo(address, session, done) {
    if (refused.includes(address.address)) return done(answer(550, 'no such mailbox'));
    done(session.fault === 'later at recipient' ? answer(451, 'greylisted') : null);
  },
  onData(stream, session, done) {
    const { fault } = session;
    const parts = [];
    if (fault === 'drop in mid-message') stream.once('data', () => drop(session));
    stream.on('data', part => parts.push(part));
    stream.on('end', async () => {
      if (fault === 'drop in mid-message') return;
      if (fault === 'later at message') return done(answer(452, 'disk full'));
      if (fault === 'never answers') return record('faults.jsonl', { fault });
      record('mails.jsonl', await read(Buffer.concat(parts), session));
      if (fault === 'drop once taken') return drop(session);
      done();
    });
  },
});

async function read(message, session) {
  const mail = await simpleParser(message);
  const addresses = field => (field?.value ?? []).map(({ name, address }) => ({ name, address }));
  return {
    id: mail.messageId,
    fault: session.fault,
    isSecure: session.secure,
    envelope: { from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map(({ address }) => address) },
    from: addresses(mail.from),
    to: addresses(mail.to),
    replyTo: addresses(mail.replyTo),
    date: mail.date,
    subject: mail.subject,
    headers: Object.fromEntries(mail.headerLines.map(({ key: name, line }) => [name, line.slice(line.indexOf(':') + 1).trim()])),
    text: mail.text,
    html: mail.html,
    links: [...(mail.html || '').matchAll(/<a href="([^"]+)" rel="(\w+)"/g)].map(([, href, rel]) => ({ rel, href })),
    attachments: mail.attachments.map(file => ({
      name: file.filename,
      contentType: file.contentType,
      method: file.headers.get('content-type')?.params?.method,
      calendar: file.contentType === 'text/calendar' ? calendar(file.content.toString('utf8')) : null,
    })),
  };
}

function calendar(text) {
  const component = new ICAL.Component(ICAL.parse(text));
  const events = component.getAllSubcomponents('vevent');
  const event = events[0];
  const value = name => event.getFirstPropertyValue(name)?.toString();
  return {
    method: component.getFirstPropertyValue('method'),
    events: events.length,
    uid: value('uid'),
    sequence: event.getFirstPropertyValue('sequence'),
    stamp: value('dtstamp'),
    starts: value('dtstart'),
    ends: value('dtend'),
    status: value('status'),
    organizer: value('organizer'),
    attendees: event.getAllProperties('attendee').map(attendee => attendee.getFirstValue()),
  };
}

server.on('error', () => {});
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
