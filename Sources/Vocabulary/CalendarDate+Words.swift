extension CalendarDate {
    /// The date as it is written in a sentence: `20 December 2024`.
    package var inWords: String {
        "\(day) \(Self.monthNames[month - 1]) \(year)"
    }

    /// The English names, January first.
    package static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
