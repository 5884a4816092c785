// Compares feed.ics, read by ical.js, with feed.json, field by field.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";

const folder = process.argv[2];
const expected = JSON.parse(readFileSync(join(folder, "feed.json"), "utf8"));
const calendar = new ICAL.Component(ICAL.parse(readFileSync(join(folder, "feed.ics"), "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

const events = new Map(calendar.getAllSubcomponents("vevent").map((e) => [e.getFirstPropertyValue("uid"), e]));
const differences = [];
const utc = (time) => time.toJSDate().toISOString().replace(".000Z", "Z");
for (const want of expected) {
  const component = events.get(want.uid);
  if (!component) {
    differences.push(`${want.uid} is missing`);
    continue;
  }

  const event = new ICAL.Event(component);
  const trigger = component.getFirstSubcomponent("valarm").getFirstPropertyValue("trigger");
  const found = {
    start: utc(event.startDate),
    end: utc(event.endDate),
    summary: event.summary,
    location: event.location,
    description: event.description,
    status: component.getFirstPropertyValue("status"),
    sequence: event.sequence,
    modified: utc(component.getFirstPropertyValue("last-modified")),
    alarm: trigger.toSeconds() / 60,
  };
  for (const [field, value] of Object.entries(found)) {
    if (value !== want[field]) {
      differences.push(`${want.uid} ${field}: ${JSON.stringify(value)} instead of ${JSON.stringify(want[field])}`);
    }
  }
}

for (const difference of differences.slice(0, 20)) {
  console.log(difference);
}

console.log(`${expected.length} events, ${events.size} read, ${differences.length} differences`);
process.exit(differences.length === 0 && events.size === expected.length ? 0 : 1);
