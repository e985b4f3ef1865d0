"""Qt item models over the results of casework."""
