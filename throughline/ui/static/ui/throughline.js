/*
 * What a browser with scripts adds: words are kept on the server while they are typed, and a page can be covered in place.
 * Nothing is written to the browser's own storage. Every page works without this file.
 */

const KEEP_AFTER = 2500;
const LONGEST_WAIT = 60000;
const LOOK_EVERY = 5000;
const SIGN_IN = "/sign-in/";

/** The words of one form, kept on the server under its draft key. */
class Keeper {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.draftUrl || `/drafts/${encodeURIComponent(form.dataset.draft)}/`;
    this.changed = new Map();
    this.timer = 0;
    this.wait = 0;
    this.sending = null;
    this.leaving = false;
    this.looked = 0;
    this.note = document.createElement("p");
    this.note.className = "tl-kept";
    this.note.setAttribute("role", "status");
    const last = form.querySelector(":scope > .tl-buttons:last-of-type, :scope > button:last-of-type");
    if (last) { last.before(this.note); } else { form.append(this.note); }
    form.addEventListener("input", (event) => this.noticed(event.target));
    form.addEventListener("change", (event) => this.noticed(event.target));
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.again());
    window.addEventListener("focus", () => this.again());
    window.addEventListener("pagehide", () => this.left());
    window.addEventListener("beforeunload", (event) => { if (this.changed.size && !this.leaving && this.wait) { event.preventDefault(); } });
    document.addEventListener("visibilitychange", () => { if (document.hidden) { this.left(); } else { this.again(); } });
  }

  /** A field was typed in; it is sent at most KEEP_AFTER later, however long the typing goes on. */
  noticed(control) {
    const name = control.name;
    if (!name || ["password", "file", "hidden", "submit"].includes(control.type) || control.autocomplete === "one-time-code") { return; }
    const often = this.changed.get(name) || 0;
    this.changed.delete(name); // the field typed in last goes last, so that the person can be led back to it
    this.changed.set(name, often + 1);
    if (!this.timer && !this.wait) { this.timer = setTimeout(() => this.send(), KEEP_AFTER); }
  }

  /** What would be sent for the changed fields, with the names of those that are now empty of any value. */
  parcel() {
    const all = new FormData(this.form);
    const body = new URLSearchParams();
    const emptied = [];
    for (const name of this.changed.keys()) {
      const values = all.getAll(name);
      if (!values.length) { emptied.push(name); }
      for (const value of values) { body.append(name, String(value)); }
      for (const was of all.getAll(`was_${name}`)) { body.append(`was_${name}`, String(was)); } // what it was changed from
    }
    body.append("csrfmiddlewaretoken", String(all.get("csrfmiddlewaretoken") || ""));
    return { body, emptied, counts: new Map(this.changed) };
  }

  request(parcel, keepalive) {
    return fetch(this.address, {
      method: "POST", body: parcel.body, credentials: "same-origin", redirect: "manual", keepalive,
      headers: { Accept: "application/json", "X-Typed-By": document.body.dataset.person || "", "X-Emptied": parcel.emptied.join(" ") },
    });
  }

  /** Sends what changed; answers true when all of it is kept. One at a time. */
  async send(afresh = false) {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.sending) { await this.sending; }
    if (!this.changed.size) { return true; }
    const parcel = this.parcel();
    this.sending = this.request(parcel, false).catch(() => null);
    const answer = await this.sending;
    this.sending = null;
    if (answer && answer.status === 204) { return this.kept(parcel); }
    if (answer && answer.status === 403 && !afresh && (await this.token())) { return this.send(true); }
    this.failed(answer);
    return false;
  }

  kept(parcel) {
    for (const [name, count] of parcel.counts) {
      if (this.changed.get(name) === count) { this.changed.delete(name); }
    }
    this.wait = 0;
    const now = new Date();
    this.say(`Saved ${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`, false);
    if (this.changed.size) { this.timer = setTimeout(() => this.send(), KEEP_AFTER); }
    this.lookAgain();
    return this.changed.size === 0;
  }

  /** What stands beside the form is fetched anew for the words just kept, and not more often than LOOK_EVERY. */
  async lookAgain() {
    const beside = document.querySelector("[data-beside]");
    if (!beside || this.leaving || this.looked > Date.now() - LOOK_EVERY) { return; }
    this.looked = Date.now();
    const answer = await fetch(location.pathname + location.search, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
    if (!answer || answer.status !== 200) { return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-beside]");
    if (fresh && fresh.textContent !== beside.textContent) { beside.replaceChildren(...fresh.childNodes); }
  }

  /** Keeps the words in the page, says so, and tries again later and later. */
  failed(answer) {
    const away = !answer;
    const signedOut = answer && (answer.status === 401 || answer.type === "opaqueredirect");
    const other = answer && answer.status === 409;
    this.wait = Math.min(LONGEST_WAIT, this.wait ? this.wait * 2 : 2000);
    this.timer = setTimeout(() => this.again(), this.wait);
    if (away) {
      this.say("No connection. What you typed stays in this page and is sent when the connection is back.", true);
    } else if (signedOut) {
      this.say("You are signed out. What you typed stays in this page. ", true, "Sign in in another tab");
    } else if (other) {
      this.say("Somebody else is signed in in this browser. What you typed stays in this page until you are signed in again. ", true, "Sign in in another tab");
    } else {
      this.say("Not saved yet. What you typed stays in this page and is sent again in a moment.", true);
    }
  }

  /** Another try: first ask whether the person is signed in, since a new sign-in brings a new token. */
  async again() {
    if (!this.wait || !this.changed.size) { return; }
    clearTimeout(this.timer);
    this.timer = 0;
    if (await this.token()) { this.send(true); }
  }

  /** Fetches a fresh token for every form on the page; true when the person who typed is signed in. */
  async token() {
    const answer = await fetch(this.address, {
      credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json", "X-Typed-By": document.body.dataset.person || "" },
    }).catch(() => null);
    if (!answer || answer.status !== 200) { this.failed(answer); return false; }
    const { token } = await answer.json();
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) { field.value = token; }
    return true;
  }

  /** Before the form goes, its last words are kept; if they cannot be, the form stays. */
  async submitted(event) {
    if (this.leaving) { return; }
    if (!this.changed.size && !this.sending) { this.leaving = true; return; }
    event.preventDefault();
    const button = event.submitter;
    if (await this.send()) {
      this.leaving = true;
      this.form.requestSubmit(button);
    } else {
      this.note.scrollIntoView({ block: "nearest" });
    }
  }

  left() {
    if (this.changed.size && !this.leaving && !this.wait) {
      const parcel = this.parcel();
      this.request(parcel, true).then((answer) => { if (answer.status === 204) { this.kept(parcel); } }).catch(() => {});
    }
  }

  say(text, away, link = "") {
    if (this.note.dataset.says === text) { return; }
    this.note.dataset.says = text;
    this.note.classList.toggle("tl-kept--away", away);
    this.note.textContent = text;
    if (link) {
      const to = document.createElement("a");
      to.href = `${SIGN_IN}?next=${encodeURIComponent(location.pathname + location.search)}`;
      to.target = "_blank";
      to.textContent = link;
      this.note.append(to);
    }
  }
}

/** Covers the page in place: what was typed stays, nothing shows, and the title says nothing. */
function cover() {
  const title = document.title;
  const dialog = document.createElement("dialog");
  dialog.className = "tl-cover";
  dialog.setAttribute("aria-labelledby", "tl-cover-title");
  const words = document.createElement("h1");
  words.id = "tl-cover-title";
  words.textContent = "This page is covered";
  const back = document.createElement("button");
  back.className = "govuk-button govuk-button--secondary";
  back.textContent = "Show the page again";
  back.addEventListener("click", () => dialog.close());
  dialog.append(words, back);
  dialog.addEventListener("close", () => {
    document.documentElement.classList.remove("tl-covered");
    document.title = title;
    dialog.remove();
  });
  document.body.append(dialog);
  document.documentElement.classList.add("tl-covered");
  document.title = "Covered - Throughline";
  dialog.showModal();
}

const A_DAY = 86400000;
const SETTLES = 250;

/** A day on a slider beside three boxes: what hangs from the day changes in place, and the address with it. */
class Slide {
  constructor(place) {
    this.place = place;
    this.form = place.closest("form");
    this.range = place.querySelector("input[type=range]");
    this.words = place.querySelector("output");
    this.says = place.querySelector("[role=status]");
    this.first = Date.parse(place.dataset.first);
    this.boxes = ["_day", "_month", "_year"].map((end) => this.form.querySelector(`input[name$=${end}]`));
    this.timer = 0;
    this.asked = 0;
    place.hidden = false;
    this.say();
    this.range.addEventListener("keydown", (event) => this.pressed(event));
    this.range.addEventListener("input", () => {
      this.tell();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.show(), SETTLES);
    });
  }

  /** Page Up and Page Down go a month either way, whatever a tenth of the slider would be. */
  pressed(event) {
    const by = { PageUp: 30, PageDown: -30 }[event.key];
    if (!by) { return; }
    event.preventDefault();
    this.range.value = String(Number(this.range.value) + by);
    this.range.dispatchEvent(new Event("input"));
  }

  /** The day in words, for the eye and the ear. */
  say() {
    const at = new Date(this.first + Number(this.range.value) * A_DAY);
    const words = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    this.words.textContent = words;
    this.range.setAttribute("aria-valuetext", words);
    return at;
  }

  /** The same, and in the boxes that are sent. */
  tell() {
    const at = this.say();
    const parts = [at.getUTCDate(), at.getUTCMonth() + 1, String(at.getUTCFullYear()).padStart(4, "0")];
    parts.forEach((part, place) => { if (this.boxes[place]) { this.boxes[place].value = String(part); } });
  }

  /** Fetches the page of that day and puts its part in place; of two days asked for, the last counts. */
  async show() {
    const asked = ++this.asked;
    const to = `${location.pathname}?${new URLSearchParams(new FormData(this.form))}`;
    const answer = await fetch(to, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
    if (asked !== this.asked) { return; }
    if (!answer || answer.status !== 200) { location.assign(to); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [there, fresh] = [document, page].map((one) => one.getElementById(this.place.dataset.slide));
    if (asked !== this.asked) { return; }
    if (!there || !fresh) { location.assign(to); return; }
    there.replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", to);
    const lead = there.querySelector(".tl-lead");
    this.says.textContent = lead ? lead.textContent : "";
  }
}

for (const place of document.querySelectorAll("[data-slide]")) { new Slide(place); }
for (const form of document.querySelectorAll("form[data-draft]")) { new Keeper(form); }
for (const link of document.querySelectorAll("[data-cover]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); cover(); });
}
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
const resume = document.querySelector("a[data-resume]");
const goal = location.hash || (resume && document.referrer.includes(SIGN_IN) ? resume.hash : "");
const field = goal.length > 1 ? document.getElementById(goal.slice(1)) : null;
if (field && field.matches("input, textarea, select") && field.closest("form[data-draft]")) { field.focus(); }
