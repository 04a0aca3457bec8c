// Tells the program that a person, not a scanner of messages, looks at the page: once, when somebody touches it.
const tell = () => fetch(`${location.pathname}da-mo/`, { method: "POST", keepalive: true }).catch(() => {});
for (const kind of ["pointerdown", "keydown", "touchstart"]) addEventListener(kind, tell, { once: true });
