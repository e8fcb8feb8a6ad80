// A pair: while a slider or a day changes, the page and its address follow, without a reload.
"use strict";

(() => {
  const WAIT = 150; // milliseconds of rest before the page is asked for
  const DAY = 86400000;
  const form = document.getElementById("days");
  const said = document.getElementById("said");
  const sliders = [...form.querySelectorAll("input[type=range]")];
  let waiting = 0;
  let asked = null;

  const dayOf = (number) => new Date(number * DAY).toISOString().slice(0, 10);
  const numberOf = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
  const fieldOf = (slider) => document.getElementById(slider.dataset.day);

  // The end of the slider of what is known stands for all of it.
  const isAll = (slider) => slider.dataset.day === "known" && slider.value === slider.max;

  function tell(slider) {
    const words = fieldOf(slider).value || form.dataset.all;
    slider.setAttribute("aria-valuetext", words);
    document.getElementById(`${slider.dataset.day}-words`).textContent = words;
  }

  function addressNow() {
    const query = new URLSearchParams(location.search);
    for (const slider of sliders) {
      const { name, value } = fieldOf(slider);
      if (value) {
        query.set(name, value);
      } else {
        query.delete(name);
      }
    }
    return `${location.pathname}?${query}`;
  }

  // A slider's range only grows, so that its handle does not jump from under the hand.
  function widen(page) {
    for (const slider of sliders) {
      const other = page.getElementById(slider.id);
      const value = slider.value;
      const all = isAll(slider);
      slider.min = Math.min(slider.min, other.min);
      slider.max = Math.max(slider.max, other.max);
      slider.value = all ? slider.max : value;
    }
  }

  function show(page, address) {
    for (const selector of ["#shown", "footer", "title"]) {
      const part = document.importNode(page.querySelector(selector), true);
      document.querySelector(selector).replaceChildren(...part.childNodes);
    }
    widen(page);
    history.replaceState(null, "", address);
    said.textContent = document.getElementById("basis").textContent;
  }

  async function refresh() {
    if (asked) {
      asked.abort();
    }
    asked = new AbortController();
    const { signal } = asked;
    const address = addressNow();
    const shown = document.getElementById("shown");
    shown.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
      if (!response.ok || response.redirected) {
        throw new Error(response.statusText);
      }
      const text = await response.text();
      show(new DOMParser().parseFromString(text, "text/html"), address);
    } catch (error) {
      if (error.name === "AbortError") {
        return;
      }
      said.textContent = form.dataset.failed;
      said.classList.remove("unseen");
    }
    shown.removeAttribute("aria-busy");
  }

  function soon() {
    said.classList.add("unseen");
    clearTimeout(waiting);
    waiting = setTimeout(refresh, WAIT);
  }

  for (const slider of sliders) {
    const field = fieldOf(slider);
    slider.hidden = false;
    slider.addEventListener("input", () => {
      field.value = isAll(slider) ? "" : dayOf(Number(slider.value));
      tell(slider);
      soon();
    });
    field.addEventListener("change", () => {
      if (!field.validity.valid) {
        return;
      }
      slider.value = field.value ? numberOf(field.value) : slider.max;
      tell(slider);
      soon();
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    refresh();
  });
})();
