#parse("/kinds/${kind}/App.java")
