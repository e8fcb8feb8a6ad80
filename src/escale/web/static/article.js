// An article's claims: the one in focus is marked in the text and in the list; keys go through them and correct.
"use strict";

(() => {
  if (!document.getElementById("reading")) {
    return;
  }
  const NAME = "escale.by";

  const reading = () => document.getElementById("reading");
  const cards = () => [...reading().querySelectorAll(".card")];
  const lit = () => reading().querySelector(".card.lit");

  // Marking

  const light = (card) => {
    for (const marked of reading().querySelectorAll(".lit")) {
      marked.classList.remove("lit");
    }
    if (!card) {
      return;
    }
    card.classList.add("lit");
    const place = card.dataset.place;
    for (const piece of reading().querySelectorAll(".ev")) {
      piece.classList.toggle("lit", piece.dataset.claims.split(" ").includes(place));
    }
  };

  const show = (element) => element && element.scrollIntoView({ block: "nearest" });

  const cardOf = (element) => {
    const card = element.closest(".card");
    if (card) {
      return card;
    }
    const number = element.closest("[data-claim]");
    const piece = element.closest(".ev");
    const place = number ? number.dataset.claim : piece && piece.dataset.claims.split(" ")[0];
    return place ? reading().querySelector(`.card[data-place="${CSS.escape(place)}"]`) : null;
  };

  const point = (event) => {
    if (!(event.target instanceof Element) || !reading().contains(event.target)) {
      return;
    }
    const card = cardOf(event.target);
    if (!card || card.classList.contains("lit")) {
      return;
    }
    light(card);
    if (!card.contains(event.target) && matchMedia("(min-width: 60rem)").matches) {
      // Beside the text the list scrolls by itself: the text under the pointer stays where it is.
      card.parentElement.scrollTop = card.offsetTop - 8;
    }
  };

  // Only where the pointer itself moves: what scrolls under a resting one must not take the mark from the keys.
  let rests = "";
  document.addEventListener("pointermove", (event) => {
    const place = `${event.clientX} ${event.clientY}`;
    if (place !== rests) {
      rests = place;
      point(event);
    }
  });
  document.addEventListener("focusin", point);

  // Going through

  const go = (step) => {
    const all = cards();
    const at = all.indexOf(lit());
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
    if (next) {
      next.focus({ preventScroll: true });
      light(next);
      show(document.getElementById(`t-${next.id}`));
      show(next);
    }
  };

  // Correcting

  const say = (text) => {
    const said = document.getElementById("said");
    said.textContent = text;
  };

  const asked = () =>
    new Promise((answer) => {
      const dialog = document.getElementById("asking");
      dialog.addEventListener(
        "close",
        () => {
          const by = document.getElementById("asking-by").value.trim();
          const note = document.getElementById("asking-note").value.trim();
          answer(dialog.returnValue === "save" && by ? { by, note } : null);
        },
        { once: true },
      );
      dialog.returnValue = "";
      dialog.showModal();
    });

  const refuse = (form, text) => {
    let problem = form.querySelector(".problem");
    if (!problem) {
      problem = document.createElement("p");
      problem.className = "notice problem";
      problem.setAttribute("role", "alert");
      form.append(problem);
    }
    problem.textContent = text;
    show(problem);
  };

  const send = async (form, kind) => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("kind", kind);
    if (!fields.get("by")) {
      const known = sessionStorage.getItem(NAME);
      const given = known ? { by: known, note: fields.get("note") } : await asked();
      if (!given) {
        return;
      }
      fields.set("by", given.by);
      fields.set("note", given.note || fields.get("note"));
    }
    const failed = document.getElementById("said").dataset.failed;
    let response;
    let page;
    try {
      response = await fetch(form.action, { method: "POST", body: fields });
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      refuse(form, failed);
      return;
    }
    const made = page.getElementById("reading");
    if (!response.ok || !made) {
      const told = page.querySelector(".problem, main .notice");
      refuse(form, told ? told.textContent.trim() : failed);
      return;
    }
    sessionStorage.setItem(NAME, fields.get("by"));
    const top = document.querySelector(".claims").scrollTop;
    reading().replaceWith(document.adoptNode(made));
    document.querySelector(".claims").scrollTop = top;
    const card = document.getElementById(`claim-${form.dataset.claim}`);
    if (card) {
      card.focus({ preventScroll: true });
      light(card);
      show(card);
    }
    say(document.getElementById("said").dataset.saved);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.classList.contains("correct") && reading().contains(form) && event.submitter) {
      event.preventDefault();
      send(form, event.submitter.value);
    }
  });

  const press = (kind) => {
    const card = lit();
    const button = card && card.querySelector(`button[name="kind"][value="${kind}"]`);
    if (button) {
      button.form.requestSubmit(button);
    }
  };

  const edit = () => {
    const card = lit();
    const details = card && card.querySelector(".correct details");
    if (details) {
      details.open = true;
      const by = details.querySelector('input[name="by"]');
      by.value = by.value || sessionStorage.getItem(NAME) || "";
      details.querySelector("input, select").focus();
    }
  };

  const KEYS = { j: () => go(1), k: () => go(-1), a: () => press("accept"), r: () => press("reject"), e: edit };

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea, dialog, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) {
      return;
    }
    event.preventDefault();
    KEYS[event.key]();
  });

  const arrive = () => {
    const card = location.hash.startsWith("#claim-") && document.getElementById(location.hash.slice(1));
    if (card) {
      light(card);
    }
  };

  window.addEventListener("hashchange", arrive);
  arrive();
})();
