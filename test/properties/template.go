// Executes a template as External Secrets and Sealed Secrets do, for each of some passwords.
package main

import (
	"encoding/json"
	"os"
	"strings"
	"text/template"
)

func main() {
	var input struct {
		Template string
		Values   []string
	}
	check(json.NewDecoder(os.Stdin).Decode(&input))
	// The one function of sprig's that is used: https://masterminds.github.io/sprig/strings.html
	replace := func(old, instead, text string) string { return strings.ReplaceAll(text, old, instead) }
	parsed, err := template.New("").Funcs(template.FuncMap{"replace": replace}).Parse(input.Template)
	check(err)
	texts := []string{}
	for _, value := range input.Values {
		var text strings.Builder
		check(parsed.Execute(&text, map[string]string{"password": value}))
		texts = append(texts, text.String())
	}
	check(json.NewEncoder(os.Stdout).Encode(texts))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
