// What ical.js reads in iCalendar objects: a JSON list of texts in, a list of what their one event says out.
import ICAL from "ical.js";

const texts = JSON.parse(await new Response(process.stdin).text());

function said(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const [event, ...others] = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  if (others.length) throw new Error("several events");
  const at = (name) => {
    const time = event.component.getFirstPropertyValue(name);
    return time && (time.isDate ? time.toString() : time.toJSDate().toISOString());
  };
  const value = (name) => {
    const found = event.component.getFirstPropertyValue(name);
    return found === null ? null : String(found);
  };
  return {
    method: calendar.getFirstPropertyValue("method"),
    properties: event.component.getAllProperties().map((property) => property.name),
    uid: event.uid,
    sequence: event.sequence,
    start: at("dtstart"),
    end: at("dtend"),
    summary: event.summary,
    status: value("status"),
    location: value("location"),
    url: value("url"),
    organizer: value("organizer"),
    called: event.component.getFirstProperty("organizer").getParameter("cn"),
  };
}

console.log(JSON.stringify(texts.map(said)));
