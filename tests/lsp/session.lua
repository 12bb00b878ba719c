-- A session in a real Neovim: what it holds for diagnostics after each step is printed as JSON, for test_neovim.py.
-- Run as: nvim --headless --clean -l session.lua, or before 0.9: nvim --headless --clean -S session.lua
local page, python, report = vim.env.PAGE, vim.env.PYTHON, vim.env.REPORT
local told = {}

local function tell(name, value)
  table.insert(told, { name, value == nil and vim.NIL or value })
end

local function until_(what, holds)
  if not vim.wait(60000, holds, 20) then
    error("never came: " .. what)
  end
end

local function found()
  local list = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    local first = vim.api.nvim_buf_get_lines(0, each.lnum, each.lnum + 1, true)[1]
    table.insert(list, {
      rule = each.code or each.user_data.lsp.code,
      line = each.lnum,
      words = each.lnum == each.end_lnum and first:sub(each.col + 1, each.end_col) or vim.NIL,
      severity = each.severity,
    })
  end
  return list
end

local function ask(method, more)
  local params = vim.lsp.util.make_position_params(0, "utf-16")
  for name, value in pairs(more or {}) do
    params[name] = value
  end
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, 60000))
  local _, answer = next(answers)
  assert(answer and not answer.error, vim.inspect(answers))
  return answer.result
end

local function session()
  vim.cmd("edit " .. vim.fn.fnameescape(page))
  local settings = {
    name = "a11ylint",
    cmd = { python, "-m", "a11ylint", "lsp" },
    root_dir = vim.fn.fnamemodify(page, ":h"),
    flags = { debounce_text_changes = 0 },
  }
  local id
  if vim.lsp.start then
    id = vim.lsp.start(settings)
  else
    id = vim.lsp.start_client(settings)
    vim.lsp.buf_attach_client(0, id)
  end
  local client = vim.lsp.get_client_by_id(id)
  until_("the first diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
  tell("opened", found())
  tell("encoding", client.offset_encoding)

  -- Typed, not saved: emoji and a combining mark stand before the words.
  local last = vim.api.nvim_buf_line_count(0)
  vim.api.nvim_buf_set_lines(0, last, last, true, { '<p>👩‍👩‍👧 cafe\204\129 <b id="a">x</b></p>' })
  until_("diagnostics of what was typed", function() return #vim.diagnostic.get(0) > 1 end)
  tell("typed", found())

  -- Changes behind the emoji, sent as what has changed.
  local line = vim.api.nvim_buf_get_lines(0, last, last + 1, true)[1]
  local behind = line:find("<b") - 1
  vim.api.nvim_buf_set_text(0, last, behind, last, behind, { "x", "y" })
  vim.api.nvim_buf_set_text(0, last, behind, last + 1, 1, { "" })

  -- Hover, symbols, and a code action that is applied.
  local first = vim.diagnostic.get(0)[1]
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  tell("hover", ask("textDocument/hover").contents.value)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  tell("plain", ask("textDocument/hover"))
  local names = {}
  for _, symbol in ipairs(ask("textDocument/documentSymbol")) do
    table.insert(names, symbol.name)
  end
  tell("symbols", names)
  local whole = { start = { line = 0, character = 0 }, ["end"] = { line = 99, character = 0 } }
  local actions = ask("textDocument/codeAction", { range = whole, context = { diagnostics = {} } })
  local titles = {}
  for _, action in ipairs(actions) do
    table.insert(titles, action.title)
    if action.isPreferred then
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
    end
  end
  tell("titles", titles)
  until_("diagnostics after the fix", function()
    for _, each in ipairs(found()) do
      if each.rule == "duplicate-caption" then return false end
    end
    return true
  end)
  tell("fixed", found())
  tell("text", vim.api.nvim_buf_get_lines(0, 0, -1, true))

  -- Closed in order.
  vim.cmd("bdelete!")
  client.stop()
  until_("the end of the server", function() return client.is_stopped() end)
  tell("stopped", true)
end

local ok, trouble = xpcall(session, debug.traceback)
if not ok then
  tell("trouble", tostring(trouble))
end
local file = assert(io.open(report, "w"))
file:write(vim.fn.json_encode(told))
file:close()
vim.cmd(ok and "qall!" or "cquit")
