curl -so /dev/null -c cookies.txt http://localhost:3000/api/auth/sign-in/email -H 'Content-Type: application/json' -H 'Origin: http://localhost:3000' -d '{"email":"you@example.com","password":"yours"}'
TOKEN=$(curl -s -b cookies.txt http://localhost:3000/api/auth/token | sed 's/.*"token":"\([^"]*\)".*/\1/')
