// In a frame of another site: tells that site how high the page is, once it has asked. Browsers let only those sites
// frame the page that its frame-ancestors policy names; the height goes to the one that asked, and to nobody else.

const HELLO = "cdk-messaging:hello";
const SIZE = "cdk-messaging:size";

let host;

if (window.parent !== window) {
  document.documentElement.toggleAttribute("data-embedded", true);
  for (const link of document.querySelectorAll("a[href]")) leaveFrame(link);
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.type !== HELLO) return;
    host = event.origin;
    tell();
  });
  new ResizeObserver(tell).observe(document.body);
}

function tell() {
  if (!host) return;
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  window.parent.postMessage({ type: SIZE, height, title: document.title }, host);
}

// Documents and other sites open beside the frame, so that what was typed into the form stays.
function leaveFrame(link) {
  const form = link.origin === location.origin && link.pathname.endsWith("/index.html");
  if (form || link.getAttribute("href").startsWith("#") || link.protocol === "mailto:") return;
  link.target = "_blank";
  link.rel = "noopener";
}
