const list = document.getElementById('boards');
fetch('/api/boards')
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`/api/boards answered ${answer.status}`))))
  .then((boards) => {
    for (const { title } of boards) list.append(Object.assign(document.createElement('li'), { textContent: title }));
  })
  .catch((error) => {
    list.textContent = error.message;
  });
