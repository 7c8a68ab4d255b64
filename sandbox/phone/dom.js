// The little that the page needs to build and keep lists. All text goes in as text, never as markup.

export const byId = (id) => document.getElementById(id);

export function make(tag, { text, children = [], ...properties } = {}) {
  const element = Object.assign(document.createElement(tag), properties);
  if (text !== undefined) element.textContent = text;
  element.append(...children.filter(Boolean));
  return element;
}

// A time as people read it, with the exact one behind it.
export function time(iso) {
  const shown = new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return make("time", { text: shown, dateTime: iso, title: iso });
}

// Makes the list show these items in this order. An element stays where it is while its item is the same: a focus is
// not lost by the next poll, and a screen reader hears only what is new.
export function sync(list, items, { key, create }) {
  const old = new Map([...list.children].map((element) => [element.dataset.key, element]));
  const wanted = items.map((item) => {
    const name = String(key(item));
    const content = JSON.stringify(item);
    const element = old.get(name) ?? make("li");
    if (element.dataset.content !== content) {
      const focused = element.contains(document.activeElement);
      element.replaceChildren(...[create(item)].flat().filter(Boolean));
      if (focused) element.querySelector("a, summary")?.focus();
      element.dataset.key = name;
      element.dataset.content = content;
    }
    old.delete(name);
    return element;
  });
  for (const element of old.values()) element.remove();
  wanted.forEach((element, index) => {
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
  });
}
