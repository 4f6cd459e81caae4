/* My list, step 1: what the build knows of each service (recipes/my_list.py), taken apart; and a list as words for a message.

   SERVICES is { id: [name, status, who, where, contacts, howToAsk, instead] }; a contact is
   [way, verb, words, href, label, hours, opening, costs, note, access]. Both are without what is empty at their end. */

/** A service, or nothing if the directory has it no more. */
function serviceOf(id) {
  if (!Object.hasOwn(SERVICES, id)) return undefined;
  const [name, status, who = "", where = "", contacts = [], howToAsk = "", instead = ""] = SERVICES[id];
  return { id, name, status, who, where, contacts: contacts.map(contactOf), howToAsk, instead };
}

function contactOf([way, verb, words, href = "", label = "", hours = "", opening = "", costs = "", note = "", access = ""]) {
  return { way, verb, words, href, label, hours, opening, costs, note, access };
}

const IN_A_MESSAGE = 3; // ways in; the rest are on the service's page
const SHORT = 50; // letters of a note: "Choose the mental health option" has to come along
const SPOKEN = ["phone", "text", "visit"];

/** The ways in that a message has room for: numbers and places to go to; of who has neither, what there is. */
function shortest(contacts) {
  const spoken = contacts.filter(({ way }) => SPOKEN.includes(way));
  return (spoken.length ? spoken : contacts).slice(0, IN_A_MESSAGE);
}

const today = () => new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** The list in plain words, fit for a message: names, numbers, hours, addresses. */
function asText(title, services, end) {
  const told = services.map(({ name, status, contacts, howToAsk }) => {
    const about = { paused: ["Not taking people on at the moment"], closed: ["This service has closed"] }[status] || [];
    const ways = shortest(contacts).map(({ verb, words, label, hours, note }) => {
      const more = [label, hours, note.length > SHORT ? "" : note].map((text) => text.replace(/\.$/, "")).filter(Boolean);
      return `${verb} ${words}` + (more.length ? ` (${more.join(". ")})` : "");
    });
    return [name, ...about, ...ways, howToAsk].filter(Boolean).join("\n");
  });
  return [`${title}, ${today()}`, ...told, end].join("\n\n");
}
