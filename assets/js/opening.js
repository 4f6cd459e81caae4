/* Opening hours: whether somebody is there now, and if not, when. The one function of the site that knows.

   It reads what views/opening.py writes: "*" is always, "a" by appointment, else a sign and spans of days (Monday is 0) and
   minutes after midnight: "-01234 540-1020,4 1320-240" is Monday to Friday 9am to 5pm and Friday 10pm to 4am, not on bank
   holidays; "+" is on those too, "?" is not known; days without minutes are days whose times are not known. The build puts
   `bankHolidays` above this (recipes/assets.py): the days, and the first and the last year that they are known for. */
const opening = (() => {
  const DAY = 1440;
  const WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  const AHEAD = 14; // days: over Christmas an office may be closed for ten
  const holidays = new Set(bankHolidays.days);

  /** The clock on a wall in Nottingham, whatever the device's own zone: milliseconds as Date.UTC counts them. Summer time lasts
      from 1am (Greenwich) on the last Sunday of March to that of October (the Summer Time Order 2002). */
  function ukClock(moment) {
    const year = new Date(moment).getUTCFullYear();
    const lastSunday = (month) => {
      const last = new Date(Date.UTC(year, month, 31, 1));
      return last.getTime() - last.getUTCDay() * DAY * 60_000;
    };
    return moment + (moment >= lastSunday(2) && moment < lastSunday(9) ? 3_600_000 : 0);
  }

  const dateOf = (day) => new Date(day * DAY * 60_000); // days since 1970, which began on a Thursday
  const weekday = (day) => (day + 3) % 7;

  /** Whether the hours hold on a day: true, false, or undefined if nobody can say. */
  function holds(sign, day) {
    const date = dateOf(day).toISOString().slice(0, 10);
    const year = date.slice(0, 4);
    if (sign === "+") return true;
    if (holidays.has(date)) return sign === "-" ? false : undefined;
    return year >= bankHolidays.from && year <= bankHolidays.to ? true : undefined;
  }

  /** The times of the days around today, in minutes from its midnight: [begin, end, known]. */
  function times(hours, today) {
    const spans = hours.slice(1).split(",").map((span) => span.split(/[ -]/));
    const found = [];
    for (let n = -1; n <= AHEAD; n++) {
      const known = holds(hours[0], today + n);
      for (const [days, opens, closes] of spans) {
        if (known === false || !days.includes(weekday(today + n))) continue;
        const end = n * DAY + (opens ? +closes + (+closes <= +opens ? DAY : 0) : DAY);
        if (known && opens) found.push([n * DAY + +opens, end, true]);
        else found.push([n * DAY, Math.max(end, (n + 1) * DAY), false]);
      }
    }
    return found.sort((one, other) => one[0] - other[0]);
  }

  /** What is known of `hours` at `moment` (milliseconds since 1970): `state` is open, closed, unknown or appointment; `at` is when
      that changes, in minutes from the midnight before, if it is known; `today` is that day, for `words`. */
  function at(hours, moment) {
    if (!hours) return { state: "unknown" };
    if (hours === "*") return { state: "open" };
    if (hours === "a") return { state: "appointment" };
    const minutes = Math.floor(ukClock(moment) / 60_000);
    const today = Math.floor(minutes / DAY);
    const now = minutes - today * DAY;
    const all = times(hours, today);
    const around = ([begin, end]) => begin <= now && now < end;
    const open = all.find((time) => time[2] && around(time));
    if (open) {
      let until = open[1];
      for (const [begin, end, known] of all) if (begin <= until && end > until) until = known ? end : Infinity;
      return { state: "open", at: until < 7 * DAY ? until : undefined, now, today };
    }
    if (all.some(around)) return { state: "unknown" };
    const next = all.find(([begin]) => begin > now);
    return { state: "closed", at: next && next[2] ? next[0] : undefined, now, today };
  }

  function clock(minute) {
    const hour = Math.floor((minute % DAY) / 60);
    const past = minute % 60;
    if (!past && hour % 12 === 0) return hour ? "midday" : "midnight";
    const minutes = past ? "." + String(past).padStart(2, "0") : "";
    return ((hour + 11) % 12) + 1 + minutes + (hour < 12 ? "am" : "pm");
  }

  /** The day that begins `days` after today: today, tomorrow, on Friday, on Monday 4 January. */
  function dayName(today, days) {
    if (days < 2) return days ? "tomorrow" : "today";
    const name = `on ${WEEK[weekday(today + days)]}`;
    if (days < 7) return name;
    return `${name} ${dateOf(today + days).toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" })}`;
  }

  /** What `at` found, as we say it: nothing at all if we can't say. */
  function words({ state, at, now, today }) {
    const days = Math.floor(at / DAY);
    if (state === "open") {
      if (at === undefined) return "Open now";
      const day = at - now > DAY ? " " + dayName(today, Math.floor((at - 1) / DAY)) : "";
      return `Open now, until ${clock(at)}${day}`;
    }
    if (state !== "closed") return "";
    return at === undefined ? "Not open now" : `Opens ${dayName(today, days)} at ${clock(at)}`;
  }

  /** Says it where `data-opening` stands; it is looked at again every minute, for a page may lie open for hours. */
  function show() {
    for (const place of document.querySelectorAll("[data-opening]")) {
      const said = words(at(place.dataset.opening, Date.now()));
      if (place.textContent !== said) place.textContent = said;
      place.hidden = !said;
    }
  }
  show();
  setInterval(show, 60_000);
  addEventListener("pageshow", show);

  return { at, words, show };
})();
