// What every page does beside links and forms: empty fields are left out of addresses.
"use strict";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get") {
    return;
  }
  for (const field of form.elements) {
    if (field.name && field.value === "") {
      field.disabled = true;
      setTimeout(() => {
        field.disabled = false;
      });
    }
  }
});
