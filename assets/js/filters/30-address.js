/* The address: its fragment carries what is chosen (#topic=anxiety&area=mansfield), which browsers never send. */

/** The chosen options of each choice by name, as the address has them; what is no option of ours counts for nothing. */
function chosenIn(hash) {
  const params = new URLSearchParams(hash.slice(1));
  return new Map(
    choices.map(({ name, many, options }) => {
      const values = (params.get(name) ?? "").split(" ").filter(Boolean);
      if (name === "area") return [name, [areaOption(values)].filter(Boolean)];
      return [name, options.filter(({ value }) => values.includes(value)).slice(0, many ? Infinity : 1)];
    }),
  );
}

/** The first part of a fragment that is a place on the page, as in #main&topic=anxiety; else "". */
const jumpIn = (hash) => hash.slice(1).split("&")[0].match(/^[^=]+$/)?.[0] ?? "";

/** Writes what is chosen into the address, beside what others keep there, in a new entry of the tab's history or in this one. */
function remember(chosen, isNew) {
  const params = new URLSearchParams(location.hash.slice(1));
  const jump = isNew ? "" : jumpIn(location.hash);
  for (const [name, value] of [...params]) if (!value) params.delete(name);
  for (const [name, options] of chosen) {
    params.delete(name);
    if (options.length) params.set(name, options.map(({ value }) => value).join(" "));
  }
  const hash = [jump, params.toString()].filter(Boolean).join("&");
  const address = location.pathname + (hash && "#" + hash);
  if (!isNew) history.replaceState("chosen", "", address);
  else if (hash !== location.hash.slice(1)) history.pushState("chosen", "", address);
}
