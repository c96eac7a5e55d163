#parse("/kinds/${kind}/AppTest.java")
