import TouchstoneCLI

@main
enum Main {
    static func main() async {
        await Touchstone.start()
    }
}
