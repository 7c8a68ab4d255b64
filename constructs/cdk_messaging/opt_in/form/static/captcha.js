// Draws the provider's check that a person fills in the form, and keeps the token that proves it.
// Its script is loaded by name and draws when told to, because the page's policy allows nothing inline.

import { lineOf, mark } from "./problems.js";
import { text } from "./words.js";

const READY = "signUpCaptchaIsReady";
const NARROWEST_PX = 304;

const section = document.getElementById("captcha");
const widget = document.getElementById("captcha-widget");

const provided = {
  turnstile: {
    api: () => window.turnstile,
    address: (script) => `${script}?render=explicit&onload=${READY}`,
    options: (language) => ({
      action: "sign-up",
      language,
      size: fits() ? "flexible" : "compact",
      theme: "auto",
      "response-field": false,
      "timeout-callback": () => lose("error.captcha_expired"),
      "unsupported-callback": () => lose("error.captcha_unavailable"),
    }),
    failure: "error.captcha_failed",
  },
  recaptcha: {
    api: () => window.grecaptcha,
    address: (script, language) => `${script}?render=explicit&onload=${READY}&hl=${encodeURIComponent(language)}`,
    options: () => ({
      size: fits() ? "normal" : "compact",
      theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    }),
    // It reports an error only when it cannot reach its own servers.
    failure: "error.captcha_unavailable",
  },
};

let token = "";
let drawn;

// The check of this page; a page without one has no token and nothing to reset.
export function startCaptcha() {
  if (!section) return { token: () => "", reset: () => {} };
  section.hidden = false;
  const { provider, script, siteKey, language } = section.dataset;
  window[READY] = () => draw(provided[provider], siteKey, language);
  load(provided[provider].address(script, language));
  return { token: () => token, reset: () => reset(provided[provider]) };
}

function load(address) {
  const script = document.createElement("script");
  script.src = address;
  script.async = true;
  script.addEventListener("error", () => lose("error.captcha_unavailable"));
  document.head.append(script);
}

function draw(provider, sitekey, language) {
  drawn = provider.api().render(widget, {
    sitekey,
    callback: keep,
    "expired-callback": () => lose("error.captcha_expired"),
    "error-callback": () => {
      lose(provider.failure);
      return true;
    },
    ...provider.options(language),
  });
}

function keep(given) {
  token = given;
  mark(lineOf("captcha_token"), "");
}

function lose(key) {
  token = "";
  mark(lineOf("captcha_token"), text(key));
}

function reset(provider) {
  token = "";
  if (drawn !== undefined) provider.api().reset(drawn);
}

function fits() {
  return widget.clientWidth >= NARROWEST_PX;
}
