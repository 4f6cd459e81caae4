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

/** Writes what is chosen into the address, beside what others keep there. Each time is a step on the way back. */
function remember(chosen) {
  const params = new URLSearchParams(location.hash.slice(1));
  for (const [name, value] of [...params]) if (!value) params.delete(name); // #local, a place on the page
  for (const [name, options] of chosen) {
    params.delete(name);
    if (options.length) params.set(name, options.map(({ value }) => value).join(" "));
  }
  const hash = params.toString();
  if (hash !== location.hash.slice(1)) history.pushState(null, "", location.pathname + (hash && "#" + hash));
}
