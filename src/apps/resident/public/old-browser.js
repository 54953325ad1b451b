// Runs in any browser, so it is written for the oldest: says what is needed where the page itself cannot be read.
;(() => {
  var isNew =
    typeof String.prototype.replaceAll === 'function' &&
    typeof Promise === 'function' &&
    typeof Promise.any === 'function'
  if (isNew) return
  var app = document.getElementById('app')
  if (!app) return
  app.innerHTML =
    '<main class="r-page"><h1>\u5bb6\u95e8\u53e3</h1>' +
    '<div class="r-card"><p><b>\u8fd9\u4e2a\u6d4f\u89c8\u5668\u592a\u65e7\uff0c\u6253\u4e0d\u5f00\u9884\u7ea6\u9875\u3002</b></p>' +
    '<p>\u9700\u8981\uff1a\u5b89\u5353\u7684\u6d4f\u89c8\u5668\u5185\u6838 86 \u4ee5\u4e0a\u6216\u66f4\u65b0\u7684\u624b\u673a\u81ea\u5e26\u6d4f\u89c8\u5668\u3002</p>' +
    '<p>\u4e5f\u53ef\u4ee5\u5148\u770b <a href="/month">\u672c\u6708\u4e13\u5bb6\u8868</a>\uff0c\u6253\u7535\u8bdd\u9884\u7ea6\u3002</p></div>' +
    '<div class="r-card"><p><b>This browser is too old for the booking page.</b></p>' +
    '<p>It needs Chromium 86 or newer. <a href="/month?lang=en">This month\u2019s experts</a> are listed with telephone numbers.</p></div></main>'
})()
