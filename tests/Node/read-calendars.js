// Reads calendars from its input as an independent parser does, and prints of each event what people see, as JSON.
'use strict';

const fs = require('node:fs');
const ICAL = require('ical.js').default ?? require('ical.js');

const text = new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(0));
const parsed = ICAL.parse(text);
const calendars = Array.isArray(parsed[0]) ? parsed : [parsed];
console.log(JSON.stringify(calendars.map(calendar => {
  const event = new ICAL.Component(calendar).getFirstSubcomponent('vevent');
  return {
    summary: event.getFirstPropertyValue('summary'),
    location: event.getFirstPropertyValue('location'),
    organizer: event.getFirstProperty('organizer').getFirstParameter('cn'),
    attendee: event.getFirstProperty('attendee').getFirstParameter('cn'),
  };
})));
