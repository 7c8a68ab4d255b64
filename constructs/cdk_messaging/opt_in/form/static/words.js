// The page's own words, which the script shows. The strict policy of the page allows no inline script to hold them.

const texts = document.getElementById("texts");

export function known(key) {
  return texts.content.querySelector(`[data-text="${CSS.escape(key)}"]`);
}

export function text(key) {
  return known(key).textContent;
}
