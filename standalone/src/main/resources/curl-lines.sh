TOKEN=$(curl -s http://127.0.0.1:8080/dev/token -H 'Accept: text/plain' -d '{"sub":"alice","role":"user"}')
TASK=http://127.0.0.1:8080/api/tasks/$(printf '%08x-0000-4000-8000-%012x' "$(date +%s)" $$)
curl -sw '\n' http://127.0.0.1:8080/api/tasks -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"id":"'"${TASK##*/}"'","title":"Buy milk","due":"2030-01-31"}'
curl -sw '\n' -X POST "$TASK/complete" -H "Authorization: Bearer $TOKEN"
curl -sw '\n' "$TASK/history" -H "Authorization: Bearer $TOKEN"
curl -sw '\n' "http://127.0.0.1:8080/api/tasks?sort=-updated" -H "Authorization: Bearer $TOKEN"
