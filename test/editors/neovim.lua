-- Starts the language server in Neovim 0.7 or newer, asks it what an editor asks, and writes the answers as JSON.
local file = vim.env.LONGSHORE_TEST_FILE
local answers = {}

local function write()
  local out = io.open(vim.env.LONGSHORE_TEST_ANSWERS, 'w')
  out:write(vim.fn.json_encode(answers))
  out:close()
  vim.cmd('qall!')
end

vim.cmd('edit ' .. vim.fn.fnameescape(file))
vim.bo.filetype = 'dockerfile'
local published = nil
local client = vim.lsp.start_client({
  name = 'longshore',
  cmd = { vim.env.LONGSHORE_TEST_NODE, vim.env.LONGSHORE_TEST_PROGRAM, 'lsp', '--stdio' },
  root_dir = vim.fn.fnamemodify(file, ':h'),
  handlers = {
    ['textDocument/publishDiagnostics'] = function(_, result)
      published = result.diagnostics
    end,
  },
})
vim.lsp.buf_attach_client(0, client)
if not vim.wait(10000, function() return #vim.lsp.buf_get_clients(0) > 0 end) then
  answers.failure = 'the server did not start'
  write()
end

local function ask(method, params)
  local results = vim.lsp.buf_request_sync(0, method, params, 10000) or {}
  for _, answer in pairs(results) do
    return answer.result
  end
end

local document = { uri = vim.uri_from_bufnr(0) }
local function at(line, character)
  return { textDocument = document, position = { line = line, character = character } }
end

answers.symbols = ask('textDocument/documentSymbol', { textDocument = document })
answers.hover = ask('textDocument/hover', at(1, 1))
answers.definition = ask('textDocument/definition', at(3, 10))
answers.completion = ask('textDocument/completion', at(5, 7))
-- What is typed in Neovim arrives as an incremental change.
vim.api.nvim_buf_set_lines(0, 0, 1, false, { 'from alpine:3.20 AS base' })
answers.formatting = ask('textDocument/formatting', {
  textDocument = document,
  options = { tabSize = 4, insertSpaces = true },
})
-- What was published of the text before may still come first.
vim.wait(10000, function()
  for _, problem in ipairs(published or {}) do
    if problem.code == 'consistent-instruction-casing' then
      return true
    end
  end
  return false
end)
answers.published = published
write()
